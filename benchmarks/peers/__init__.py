"""Other ways to draw officers, written plainly, to compare with: see README.md."""
