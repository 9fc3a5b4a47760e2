"""Results: recorded on site, signed, handed in, and confirmed by the body or returned."""
