"""The service: files, use cases and the command line around the core."""
