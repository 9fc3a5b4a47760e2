"""Single values and whole columns of them, as people write them."""
