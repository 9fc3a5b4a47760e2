"""The registries as frames: what holds now, what would change, and how a change is kept."""
