"""Draws: from a draft to a plan book, each step on record; the ceremony keeps the evidence."""
