"""Files in and out: registries, plans and policy as people keep them, with all faults at once."""
