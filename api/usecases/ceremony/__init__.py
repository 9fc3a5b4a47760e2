"""The ceremony of a draw: one verb per file, each a record in the office's log."""
