"""Cells: overlapping quotas before the seed, from the frame to what is locked."""
