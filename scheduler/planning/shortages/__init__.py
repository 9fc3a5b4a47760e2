"""What is short before the seed: who needs how many, which rules make it so, what mends it."""
