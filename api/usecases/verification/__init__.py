"""Verification: named steps, each with a tick or the first thing that does not match."""
