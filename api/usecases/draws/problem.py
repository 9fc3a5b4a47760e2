"""The problem of a draw: frozen registries, its plans and policy, and what has happened before."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from api.files.documents import write_document
from api.files.folder_reading import read_problem
from api.files.forms.form import Entry
from api.files.forms.plans import read_plan
from api.files.forms.surroundings import Surroundings
from api.files.imports import Findings
from api.files.policy import DEFAULTS, policy_data, read_policy_entry
from api.files.store import Store
from api.records.registries.kinds import KINDS
from api.usecases.draws.earlier import Earlier
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.plans import Plan
from scheduler.domain.policy import Policy
from scheduler.domain.problem import DrawNumber, Problem

NO_NUMBER = DrawNumber(series="unnumbered-000000")
"""Stands for the number of a draw that has none yet."""

Digests = tuple[tuple[str, str], ...]


def registries_of(store: Store, snapshots: Mapping[str, str]) -> Problem:
    """Return a problem that has the registries frozen in *snapshots*, and no plans."""
    return _registries(store, tuple((name, snapshots[name]) for name in KINDS))


@lru_cache(maxsize=2)
def _registries(store: Store, digests: Digests) -> Problem:
    """Read frozen registries: seconds for a district, so the last ones are kept in mind."""
    with tempfile.TemporaryDirectory(prefix="doubledraw-") as name:
        folder = Path(name)
        for kind, digest in digests:
            (folder / f"{kind}.csv").write_bytes(store.get(digest))
        window = {"starts": "2000-01-01", "ends": "2000-01-02"}
        for file, data in (
            ("plans.json", {"plans": []}),
            ("policy.json", policy_data(DEFAULTS)),
            ("calendar.json", {"holidays": [], "make_up_days": []}),
            ("draw.json", {"number": NO_NUMBER.series, "attempt": 1, "window": window}),
        ):
            (folder / file).write_bytes(write_document(data))
        return read_problem(folder)


def problem_with(  # noqa: PLR0913 - what a problem is made of
    registries: Problem,
    *,
    number: DrawNumber,
    window: tuple[date, date],
    plans: Sequence[Plan],
    policy: Policy,
    calendar: WorkingCalendar,
    earlier: Earlier,
) -> Problem:
    """Return the problem of one draw."""
    return replace(
        registries,
        number=number,
        window=Window(*window),
        plans=tuple(sorted(plans, key=lambda plan: plan.plan_id)),
        policy=policy,
        calendar=calendar,
        history=earlier.done(registries.history),
        live=earlier.open,
    )


def kept_plan(document: Mapping[str, Any]) -> Plan:
    """Return a plan from its kept document, which was checked when it was kept."""
    findings = Findings("plan")
    plan = read_plan(Entry(document, "", findings), Surroundings())
    if plan is None:
        message = f"A kept plan cannot be read: {findings.faults}."
        raise AssertionError(message)
    return plan


def kept_policy(document: Mapping[str, Any]) -> Policy:
    """Return a policy from its kept document."""
    findings = Findings("policy")
    policy = read_policy_entry(Entry(document, "", findings))
    if policy is None:
        message = f"A kept policy cannot be read: {findings.faults}."
        raise AssertionError(message)
    return policy
