"""What a draw's folder holds already, for the file that joins it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from api.files.bodies import read_bodies
from api.files.calendars import read_calendar
from api.files.conflicts import read_conflicts
from api.files.draws import read_draw
from api.files.folder_listing import FolderListing, list_folder
from api.files.forms.surroundings import Surroundings
from api.files.imports import Findings, Import
from api.files.inspections import read_inspections
from api.files.items import read_items
from api.files.known import Known
from api.files.leave import read_leave
from api.files.officers import read_officers
from api.files.plans import read_plans
from api.files.policy import read_policy
from api.files.relatives import read_relatives
from api.files.targets import read_targets
from scheduler.domain.calendar import Window
from scheduler.domain.items import InspectionItem


class Neighbours:
    """The tables of a folder, read when they are asked for; None where there is none."""

    def __init__(self, folder: Path) -> None:
        listing = list_folder(folder, Findings(folder.name))
        self._listing = listing or FolderListing(folder, {})

    def read(self, kind: str, file: Path) -> Import[Any]:
        """Read *file* as a table of that kind, among these neighbours."""
        readers: dict[str, Callable[[], Import[Any]]] = {
            "draw": lambda: read_draw(file),
            "bodies": lambda: read_bodies(file),
            "targets": lambda: read_targets(file, self.window),
            "officers": lambda: read_officers(file, self.bodies, self.window),
            "items": lambda: read_items(file, self.bodies),
            "plans": lambda: read_plans(file, self._around, self._item_values),
            "policy": lambda: read_policy(file, self.bodies),
            "calendar": lambda: read_calendar(file),
            "history": lambda: self._read_log(file, kind),
            "live_tasks": lambda: self._read_log(file, kind),
            "conflicts": lambda: read_conflicts(file, self.officers, self.targets),
            "relatives": lambda: read_relatives(file, self.officers),
            "leave": lambda: read_leave(file, self.officers),
        }
        return readers[kind]()

    def _read_log(self, file: Path, kind: str) -> Import[Any]:
        return read_inspections(
            file, kind, bodies=self.bodies, targets=self.targets, officers=self.officers
        )

    @property
    def _around(self) -> Surroundings:
        return Surroundings(bodies=self.bodies, items=self.items, targets=self.targets)

    @cached_property
    def window(self) -> Window | None:
        """The window of the draw."""
        draw = read_draw(self._listing.path("draw")).value if self._listing.has("draw") else None
        return draw[1] if draw else None

    @cached_property
    def bodies(self) -> Known | None:
        """Ids and names of bodies."""
        if not self._listing.has("bodies"):
            return None
        found = read_bodies(self._listing.path("bodies"))
        return _known(found, [(body.body_id, body.name) for body in found.value])

    @cached_property
    def _item_values(self) -> dict[str, InspectionItem]:
        """Items by id."""
        if not self._listing.has("items"):
            return {}
        found = read_items(self._listing.path("items"), self.bodies)
        return {item.item_id: item for item in found.value}

    @cached_property
    def items(self) -> Known | None:
        """Ids and names of items."""
        if not self._listing.has("items"):
            return None
        return Known.from_pairs([(key, item.name) for key, item in self._item_values.items()])

    @cached_property
    def targets(self) -> Known | None:
        """Ids of targets."""
        if not self._listing.has("targets"):
            return None
        found = read_targets(self._listing.path("targets"))
        return _known(found, [(key, key) for key in found.value.ids])

    @cached_property
    def officers(self) -> Known | None:
        """Ids, names and certificates of officers."""
        if not self._listing.has("officers"):
            return None
        found = read_officers(self._listing.path("officers"), self.bodies)
        people = found.value.frame.select("officer_id", "name", "cert_no").rows()
        return _known(found, [(key, word) for key, *words in people for word in words if word])


def _known(found: Import[Any], pairs: list[tuple[str, str]]) -> Known | None:
    return Known.from_pairs(pairs, found.left_out) if found.readable else None
