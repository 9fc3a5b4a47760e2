"""A service to try: set up, filled with a district, its month drawn, and left running."""
