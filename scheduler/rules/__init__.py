"""The judge: every rule once more in plain code, sharing nothing with the engines but values."""
