"""A draw's folder: which file is which, in what order they are read, what they say together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from api.files.bodies import Bodies, read_bodies
from api.files.calendars import published_calendar, read_calendar
from api.files.conflicts import Conflicts, read_conflicts
from api.files.draws import read_draw
from api.files.folder_listing import FolderListing, list_folder
from api.files.forms.surroundings import Surroundings
from api.files.imports import Findings, Import
from api.files.inspections import read_inspections
from api.files.items import Items, read_items
from api.files.known import Known
from api.files.leave import Leaves, read_leave
from api.files.officers import read_officers
from api.files.plans import Plans, read_plans
from api.files.policy import read_policy
from api.files.relatives import Relatives, read_relatives
from api.files.targets import read_targets
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.policy import Policy
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.errors import Fault, FaultsError

T = TypeVar("T")

REFERS = "refers-to-left-out"
"""A fault that only follows from another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderImport:
    """A folder, read. *problem* is None if it has to be refused.

    *faults* are all that were found, file by file; if there is a problem, it was made without the
    rows that they name. *n_rows* counts the rows of every file that was read.
    """

    problem: Problem | None
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    n_rows: dict[str, int]


def read_problem(folder: Path, *, without_bad_rows: bool = False) -> Problem:
    """Read a whole folder.

    Raises:
        FaultsError: with all faults of all files; never a part of a problem.
    """
    found = import_folder(folder, without_bad_rows=without_bad_rows)
    if found.problem is None:
        raise FaultsError(found.faults)
    return found.problem


def import_folder(folder: Path, *, without_bad_rows: bool = False) -> FolderImport:
    """Read a whole folder and say everything that was found.

    Without faults there is a problem. With faults there is one only if the caller chose to go on
    *without_bad_rows* and every file could be read at all.
    """
    findings = Findings(folder.name)
    listing = list_folder(folder, findings)
    if listing is None:
        return FolderImport(problem=None, faults=tuple(findings.faults), notices=(), n_rows={})
    parts = _read_parts(listing)
    faults = (*findings.faults, *_all(parts.imports, "faults"))
    notices = [*findings.notices, *_all(parts.imports, "notices")]
    problem = None
    if not faults or (without_bad_rows and not findings.faults):
        problem = _assemble(parts)
    if problem is None:
        own = tuple(fault for fault in faults if fault.code != REFERS)
        faults = own or faults
    n_rows = {name: part.n_rows for name, part in parts.imports.items()}
    return FolderImport(problem=problem, faults=faults, notices=tuple(notices), n_rows=n_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    draw: Import[tuple[DrawNumber, Window] | None]
    bodies: Import[Bodies]
    targets: Import[TargetRegistry]
    officers: Import[OfficerRegistry]
    items: Import[Items]
    plans: Import[Plans]
    policy: Import[Policy | None]
    calendar: Import[WorkingCalendar]
    history: Import[InspectionLog]
    live: Import[InspectionLog]
    conflicts: Import[Conflicts]
    relatives: Import[Relatives]
    leave: Import[Leaves]

    @property
    def imports(self) -> dict[str, Import[Any]]:
        """The parts by name, in the order in which a person goes through them."""
        return {name: getattr(self, name) for name in self.__slots__}


def _read_parts(listing: FolderListing) -> _Parts:
    """Read every file; each one is judged by those it refers to, which are read before it."""
    path = listing.path
    draw = read_draw(path("draw"))
    window = draw.value[1] if draw.value else None
    bodies = read_bodies(path("bodies"))
    known_bodies = _known(bodies, [(body.body_id, body.name) for body in bodies.value])
    items = read_items(path("items"), known_bodies)
    known_items = _known(items, [(item.item_id, item.name) for item in items.value])
    targets = read_targets(path("targets"), window)
    known_targets = _known(targets, [(key, key) for key in targets.value.ids])
    officers = read_officers(path("officers"), known_bodies, window)
    known_officers = _known(officers, _people(officers.value))
    around = Surroundings(bodies=known_bodies, items=known_items, targets=known_targets)

    def log(table: str) -> Import[InspectionLog]:
        known = {"bodies": known_bodies, "targets": known_targets, "officers": known_officers}
        none = InspectionLog.none()
        return _optional(listing, table, lambda file: read_inspections(file, table, **known), none)

    return _Parts(
        draw=draw,
        bodies=bodies,
        targets=targets,
        officers=officers,
        items=items,
        plans=read_plans(path("plans"), around, {item.item_id: item for item in items.value}),
        policy=read_policy(path("policy"), known_bodies),
        calendar=_calendar(listing, window),
        history=log("history"),
        live=log("live_tasks"),
        conflicts=_optional(
            listing,
            "conflicts",
            lambda file: read_conflicts(file, known_officers, known_targets),
            (),
        ),
        relatives=_optional(
            listing, "relatives", lambda file: read_relatives(file, known_officers), ()
        ),
        leave=_optional(listing, "leave", lambda file: read_leave(file, known_officers), ()),
    )


def _optional(
    listing: FolderListing, table: str, read: Callable[[Path], Import[T]], empty: T
) -> Import[T]:
    """Read a file if it is there."""
    if not listing.has(table):
        return Findings(table).result(empty, n_rows=0)
    return read(listing.path(table))


def _people(officers: OfficerRegistry) -> list[tuple[str, str]]:
    """Return the names and certificates by which other files may call an officer."""
    rows = officers.frame.select("officer_id", "name", "cert_no").rows()
    return [(key, word) for key, *words in rows for word in words if word]


def _known(part: Import[Any], pairs: Sequence[tuple[str, str]]) -> Known | None:
    """Return what a file says, or None if it could not be read: then nothing is a stranger."""
    return Known.from_pairs(pairs, part.left_out) if part.readable else None


def _calendar(listing: FolderListing, window: Window | None) -> Import[WorkingCalendar]:
    if listing.has("calendar"):
        return read_calendar(listing.path("calendar"))
    if window is None:
        return Findings("calendar.json").result(WorkingCalendar(), n_rows=0)
    return published_calendar(range(window.starts.year, window.ends.year + 1))


def _all(imports: dict[str, Import[Any]], what: str) -> list[Fault]:
    return [fault for part in imports.values() for fault in getattr(part, what)]


def _assemble(parts: _Parts) -> Problem | None:
    """Put the good rows together; None if a whole file could not be read."""
    if not all(part.readable for part in parts.imports.values()):
        return None
    if parts.draw.value is None or parts.policy.value is None:
        return None
    number, window = parts.draw.value
    return Problem(
        number=number,
        window=window,
        targets=parts.targets.value,
        officers=parts.officers.value,
        bodies=parts.bodies.value,
        items=parts.items.value,
        plans=parts.plans.value,
        policy=parts.policy.value,
        calendar=parts.calendar.value,
        history=parts.history.value,
        live=parts.live.value,
        conflicts=parts.conflicts.value,
        relatives=parts.relatives.value,
        leave=parts.leave.value,
    )
