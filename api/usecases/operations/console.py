"""Whoever works on the machine itself: he has the database in his hands already."""

from __future__ import annotations

from api.usecases.people.actor import Actor, Grant
from api.usecases.people.roles import Role

CONSOLE = Actor(login="(console)", grants=frozenset({Grant(Role.ADMIN)}))
