"""From rows to what is answered."""
