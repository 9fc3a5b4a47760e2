"""Plain data of documents to values and back, with the path of every fault."""
