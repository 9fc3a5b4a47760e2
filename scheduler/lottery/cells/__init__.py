"""Cells: samples that satisfy overlapping quotas, every one equally likely."""
