"""Planning: what is settled before any randomness exists."""
