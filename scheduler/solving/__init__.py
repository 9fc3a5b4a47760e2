"""The one way to call OR-Tools."""
