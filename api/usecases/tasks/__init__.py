"""Tasks: from dispatch to publication, in the hands of those who were drawn."""
