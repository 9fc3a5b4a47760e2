"""What goes over the wire, apart from rows and values of the domain."""
