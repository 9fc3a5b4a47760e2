"""What workers do, and how a job's end is put on record."""
