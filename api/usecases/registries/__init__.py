"""The registries: files come in two steps, every change is kept, snapshots are frozen."""
