"""Tables that come from outside, read with limits."""
