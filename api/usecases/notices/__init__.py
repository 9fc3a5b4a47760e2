"""Notices: what everybody may read of plans, draws and results; added to, never edited."""
