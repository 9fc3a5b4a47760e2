"""Values: frozen, and valid once they exist."""
