"""The lottery: what happens after the seed, in integers that anyone can repeat."""
