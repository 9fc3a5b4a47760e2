"""Replacements: who comes for a place or a target that came free. Nothing else changes."""
