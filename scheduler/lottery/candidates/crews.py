"""Crews: the people of one body who share their work, its officers or its experts."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.domain.registry import Role


class Crew(NamedTuple):
    """The officers of a body, or its experts. Loads are fair within a crew."""

    body_id: str
    role: Role = Role.OFFICER

    @property
    def name(self) -> str:
        """The crew's name in labels of keystreams: the body's id, for experts with a suffix."""
        return self.body_id if self.role is Role.OFFICER else f"{self.body_id}/experts"
