"""Rows of the database, one file per matter; what they mean is decided elsewhere.

Importing this package makes all tables known, which migrations rely on.
"""

from api.tables import (
    draws,
    events,
    notices,
    operations,
    people,
    plans,
    registries,
    requests,
    tasks,
    webhooks,
)

__all__ = [
    "draws",
    "events",
    "notices",
    "operations",
    "people",
    "plans",
    "registries",
    "requests",
    "tasks",
    "webhooks",
]
