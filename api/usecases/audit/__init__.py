"""Look into what has happened."""
