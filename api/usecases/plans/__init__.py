"""Plans: composed, changed and cancelled until they are locked in a draw."""
