"""Other systems are told what happens."""
