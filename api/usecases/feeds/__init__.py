"""Feeds: an officer's visits in the calendar of his phone."""
