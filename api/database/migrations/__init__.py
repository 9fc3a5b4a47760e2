"""Alembic's folder: `versions` has one file per step, which never changes once released."""
