"""What tests ask of a database, whichever kind it is."""

from __future__ import annotations

from typing import Protocol


class Databases(Protocol):
    """A place that gives away databases, by the URLs that SQLAlchemy takes."""

    def fresh_database(self, template: str | None = None) -> str:
        """Return the URL of a new database: empty, or a copy of a *template* that nobody uses."""
        ...

    def drop(self, url: str) -> None:
        """Remove the database, also if somebody still has it open."""
        ...
