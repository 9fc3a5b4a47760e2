"""Days: how many visits of each plan on each day, and what is short for them."""
