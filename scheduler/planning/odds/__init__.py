"""Odds: the least that the largest odds of a meeting can be under the rules."""
