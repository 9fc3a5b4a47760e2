"""Worlds: invented districts, each a pure function of a generator."""
