"""Whole tables for other systems, as far as whoever asks may read them."""
