"""Days: the units drawn become visits, and visits get their days."""
