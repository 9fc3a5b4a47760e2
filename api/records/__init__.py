"""Rows of the database as values of the domain, and back."""
