"""Reports for supervision: what is late, who was replaced, how bodies did in a month."""
