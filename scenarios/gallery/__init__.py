"""Small worlds that cannot be drawn, one true-to-life cause each, to see what is said about it."""
