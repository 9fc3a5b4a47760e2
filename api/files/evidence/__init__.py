"""Evidence on disk: the log, its keys, and the documents that its records commit to."""
