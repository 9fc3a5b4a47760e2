"""The user's own file handed back, with a column that says what to mend in each row."""
