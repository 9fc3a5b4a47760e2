"""Keeping the service running: is it well, what may be forgotten, copies of everything."""
