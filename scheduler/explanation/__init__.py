"""Why? Answers about a finished draw: why this target, why these officers."""
