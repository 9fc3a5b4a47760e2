"""The district's rules: its policy, in versions, and its working days."""
