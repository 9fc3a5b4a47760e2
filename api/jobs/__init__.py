"""The durable queue: work is on record before it begins, and begun again if a worker dies."""
