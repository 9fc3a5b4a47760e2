"""Variants of a case, each one change away from another, and what a rule says of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

import polars as pl

from scheduler.domain.conflicts import Kinship, Relation
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook, RemedyUse, Selection, Shortfall, ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import OfficerRegistry, Role, TargetRegistry
from scheduler.rules.view import CaseFile
from tests.shelf import LOCK
from tests.shelf_book import BOOK


@dataclass(frozen=True)
class Case:
    """A lock with a plan book. Every method returns a changed copy."""

    lock: Lock = LOCK
    book: PlanBook = BOOK

    def breaches(self, rule) -> list[tuple[str, ...]]:
        """Return the subjects of a rule's violations, sorted."""
        return sorted(found.subjects for found in rule.violations(CaseFile(self.lock, self.book)))

    # --- what was locked ----------------------------------------------------------------------

    def locking(self, **changes: Any) -> Self:
        return replace(self, lock=replace(self.lock, **changes))

    def problem(self, **changes: Any) -> Self:
        return self.locking(problem=replace(self.lock.problem, **changes))

    def policy(self, **changes: Any) -> Self:
        return self.problem(policy=replace(self.lock.problem.policy, **changes))

    def plan(self, plan_id: str, /, **changes: Any) -> Self:
        return self.problem(plans=_changed(self.lock.problem.plans, changes, plan_id=plan_id))

    def pool(self, plan_id: str, /, **changes: Any) -> Self:
        return self.locking(pools=_changed(self.lock.pools, changes, plan_id=plan_id))

    def target(self, target_id: str, /, **changes: Any) -> Self:
        frame = _cells(self.lock.problem.targets.frame, target_id, changes)
        return self.problem(targets=TargetRegistry.from_frame(frame))

    def officer(self, officer_id: str, /, **changes: Any) -> Self:
        frame = _cells(self.lock.problem.officers.frame, officer_id, changes)
        return self.problem(officers=OfficerRegistry.from_frame(frame))

    def person(self, officer_id: str, body_id: str, **columns: Any) -> Self:
        """Add an officer, or an expert, who is certified until the end of the year."""
        usual = {"name": "甲", "cert_valid_to": date(2026, 12, 31)}
        row = usual | {"officer_id": officer_id, "body_id": body_id} | columns
        added = OfficerRegistry.from_frame(pl.DataFrame([row])).frame
        known = self.lock.problem.officers.frame
        return self.problem(officers=OfficerRegistry.from_frame(pl.concat([known, added])))

    def related(self, officer_id: str, relative_id: str) -> Self:
        """Declare two people of the registry relatives."""
        kin = Kinship(officer_id=officer_id, relative_id=relative_id, relation=Relation.SPOUSE)
        return self.problem(relatives=(*self.lock.problem.relatives, kin))

    def inspected(self, log: str = "history", **row: Any) -> Self:
        """Add one row to the history or to the live tasks."""
        defaults = {"visit_id": "X1", "body_id": "B1"}
        added = InspectionLog.from_frame(pl.DataFrame([defaults | row])).frame
        known = getattr(self.lock.problem, log).frame
        return self.problem(**{log: InspectionLog.from_frame(pl.concat([known, added]))})

    # --- what was drawn -----------------------------------------------------------------------

    def drawing(self, **changes: Any) -> Self:
        return replace(self, book=replace(self.book, **changes))

    def visit(self, visit_id: str, /, **changes: Any) -> Self:
        return self.drawing(visits=_changed(self.book.visits, changes, visit_id=visit_id))

    def demand(self, visit_id: str, body_id: str, /, **changes: Any) -> Self:
        visit = next(visit for visit in self.book.visits if visit.visit_id == visit_id)
        return self.visit(visit_id, demands=_changed(visit.demands, changes, body_id=body_id))

    def team(self, visit_id: str, body_id: str, /, **changes: Any) -> Self:
        key = {"visit_id": visit_id, "body_id": body_id}
        return self.drawing(teams=_changed(self.book.teams, changes, **key))

    def without_team(self, visit_id: str, body_id: str) -> Self:
        teams = self.book.teams
        kept = (team for team in teams if (team.visit_id, team.body_id) != (visit_id, body_id))
        return self.drawing(teams=tuple(kept))

    def selection(self, plan_id: str, target_id: str, /, **changes: Any) -> Self:
        key = {"plan_id": plan_id, "target_id": target_id}
        return self.drawing(selections=_changed(self.book.selections, changes, **key))

    def selecting(self, *more: Selection) -> Self:
        return self.drawing(selections=(*self.book.selections, *more))

    def without_selection(self, plan_id: str, target_id: str) -> Self:
        selections = self.book.selections
        kept = (one for one in selections if (one.plan_id, one.target_id) != (plan_id, target_id))
        return self.drawing(selections=tuple(kept))

    def figures(self, plan_id: str, stratum: tuple[str, ...], /, **changes: Any) -> Self:
        key = {"plan_id": plan_id, "stratum": stratum}
        return self.drawing(strata=_changed(self.book.strata, changes, **key))

    def short(self, kind: ShortfallKind, subject: str, body_id: str, **numbers: int) -> Self:
        """Let the book say that something could not be given."""
        told = Shortfall(
            kind=kind, subject=subject, body_id=body_id, **{"needed": 2, "available": 1} | numbers
        )
        return self.drawing(shortfalls=(*self.book.shortfalls, told))

    def lent(self, visit_id: str, body_id: str, home: str, places: int) -> Self:
        """Let the book say that officers were lent."""
        use = RemedyUse(
            remedy=Remedy.LENDING, visit_id=visit_id, body_id=body_id, now=home, places=places
        )
        return self.drawing(remedies=(*self.book.remedies, use))

    def load(self, officer_id: str, /, **changes: Any) -> Self:
        return self.drawing(loads=_changed(self.book.loads, changes, officer_id=officer_id))

    def body(self, body_id: str, role: Role = Role.OFFICER, /, **changes: Any) -> Self:
        key = {"body_id": body_id, "role": role}
        return self.drawing(bodies=_changed(self.book.bodies, changes, **key))


def _changed(values: tuple[Any, ...], changes: dict[str, Any], **key: str) -> tuple[Any, ...]:
    """Change the one value with that key; a test that names none would test nothing."""
    wanted = [all(getattr(v, name) == part for name, part in key.items()) for v in values]
    assert wanted.count(True) == 1, key
    return tuple(
        replace(value, **changes) if hit else value
        for value, hit in zip(values, wanted, strict=True)
    )


def _cells(frame: pl.DataFrame, key: str, changes: dict[str, Any]) -> pl.DataFrame:
    at = pl.col(frame.columns[0]) == key
    assert frame.filter(at).height == 1, key
    return frame.with_columns(
        pl.when(at)
        .then(pl.lit(value, dtype=frame.schema[name]))
        .otherwise(pl.col(name))
        .alias(name)
        for name, value in changes.items()
    )
