"""Tables of any format: from bytes to typed columns, with the place of every fault."""
