"""Pseudonyms: a problem as an auditor gets it, with people under their aliases.

What decides who could be sent stays; names, certificate numbers and reasons go. The draw of what
is returned is the draw of the problem itself, with aliases in place of ids: tickets hash aliases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from scheduler.domain.aliases import NO_MASK, alias
from scheduler.domain.conflicts import (
    Absence,
    Conflict,
    ConflictState,
    Kinship,
    Leave,
    Relation,
    conflict_key,
)
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.planbook import PlanBook, Shortfall, ShortfallKind, Team
from scheduler.domain.problem import Problem
from scheduler.domain.registry import DutyStatus, OfficerRegistry

Named = Callable[[str], str]


def pseudonymous(problem: Problem) -> Problem:
    """Return *problem* with everybody's alias for an id, and without a mask."""

    def named(officer_id: str) -> str:
        return alias(problem.mask, officer_id)

    return replace(
        problem,
        mask=NO_MASK,
        officers=_officers(problem.officers, named),
        history=_log(problem.history, named),
        live=_log(problem.live, named),
        conflicts=_conflicts(problem, named),
        leave=tuple(
            sorted(
                {
                    Leave(officer_id=named(one.officer_id), starts=one.starts, ends=one.ends,
                          absence=Absence.LEAVE)
                    for one in problem.leave
                }
            )
        ),
        relatives=_relatives(problem, named),
    )  # fmt: skip


def _officers(registry: OfficerRegistry, named: Named) -> OfficerRegistry:
    """Replace who people are, and say that somebody cannot go, but not why."""
    frame, aliases = (
        registry.frame,
        pl.Series([named(name) for name in registry.ids], dtype=pl.String()),
    )
    away = (pl.col("status") != DutyStatus.ON_DUTY.value) | pl.col("seconded")
    return OfficerRegistry.from_frame(
        frame.with_columns(
            officer_id=aliases,
            name=aliases,
            unit=pl.lit(None, pl.String()),
            cert_no=pl.lit(None, pl.String()),
            status=pl.when(away)
            .then(pl.lit(DutyStatus.OFF_DUTY.value))
            .otherwise(pl.lit(DutyStatus.ON_DUTY.value)),
            seconded=pl.lit(value=False),
        )
    )


def _log(log: InspectionLog, named: Named) -> InspectionLog:
    people = log.frame["officer_ids"].explode().drop_nulls().unique().sort().to_list()
    aliases = {name: named(name) for name in people}
    renamed = pl.col("officer_ids").list.eval(pl.element().replace(aliases))
    return InspectionLog.from_frame(log.frame.with_columns(renamed))


def _conflicts(problem: Problem, named: Named) -> tuple[Conflict, ...]:
    """Keep what keeps people away, without the relation or how far its decision has come."""
    found = {
        replace(
            one,
            officer_id=named(one.officer_id),
            relation=Relation.OTHER,
            state=ConflictState.DECIDED_AVOID,
        )
        for one in problem.conflicts
        if one.state is not ConflictState.DECIDED_NOT
    }
    return tuple(sorted(found, key=conflict_key))


def _relatives(problem: Problem, named: Named) -> tuple[Kinship, ...]:
    """Keep who is related to whom, each pair once, but not how."""
    pairs = {
        tuple(sorted((named(one.officer_id), named(one.relative_id)))) for one in problem.relatives
    }
    return tuple(
        Kinship(officer_id=one, relative_id=other, relation=Relation.OTHER)
        for one, other in sorted(pairs)
    )


def pseudonymous_book(book: PlanBook, problem: Problem) -> PlanBook:
    """Return the plan book of `pseudonymous(problem)` that *book* of *problem* stands for."""
    aliases = problem.aliases
    return replace(
        book,
        teams=tuple(_team(team, aliases) for team in book.teams),
        loads=tuple(
            sorted(
                (replace(load, officer_id=aliases[load.officer_id]) for load in book.loads),
                key=lambda load: load.officer_id,
            )
        ),
        shortfalls=tuple(sorted(_shortfall(one, aliases) for one in book.shortfalls)),
    )


def _team(team: Team, aliases: Mapping[str, str]) -> Team:
    return replace(
        team,
        places=tuple(sorted(((aliases[name], slot) for name, slot in team.places), key=_first)),
        leader=aliases[team.leader],
        experts=tuple(sorted(((aliases[name], slot) for name, slot in team.experts), key=_first)),
    )


def _first(place: tuple[str, frozenset[str]]) -> str:
    return place[0]


def _shortfall(one: Shortfall, aliases: Mapping[str, str]) -> Shortfall:
    if one.kind is not ShortfallKind.BELOW_MINIMUM:
        return one
    return replace(one, subject=aliases[one.subject])
