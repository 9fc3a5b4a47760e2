"""Audit bundles of small worlds, made by the use cases, and what they hold of each firm."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import count
from pathlib import Path

from api.files.folder_writing import write_problem
from api.files.planbook.edition import Edition
from api.usecases.ceremony.deliver_entropy import deliver_entropy
from api.usecases.ceremony.execute_draw import log_result
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.office import Surroundings, open_office
from api.usecases.ceremony.publish_draw import publish_draw
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.check_folder import check_folder
from api.usecases.make_draw import local_only
from api.usecases.steps import Steps
from scenarios.catalogue import build
from scheduler.domain.plans import ListedTargets, PlanKind
from scheduler.domain.policy import Coordination
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.evidence.sources.context import Delivery

MOMENT = datetime(2026, 11, 30, 8, tzinfo=UTC)
ORIGIN = "office.example/log"
WEIGHT = "complaint_count_12m"


def plain():
    """Three plans that share tickets; P03 draws restaurants by street."""
    return build("tiny")


def overlapping():
    """Overlapping quotas: P01 by street and trade, P02 by what is not told."""
    return build("crossed")


def own_tickets():
    """Each plan with tickets of its own."""
    problem = build("tiny")
    policy = replace(problem.policy, coordination=Coordination.INDEPENDENT)
    return replace(problem, policy=policy)


def weighted():
    """P01 draws by complaints, of which there are 0 to 5."""
    problem = build("tiny")
    frame = problem.targets.frame
    numbers = frame[WEIGHT].clone()
    for row in range(len(numbers)):
        numbers[row] = row % 6
    targets = TargetRegistry.from_frame(frame.with_columns(numbers))
    return _with_first(replace(problem, targets=targets), weight_column=WEIGHT)


def by_risk():
    """P01 draws by risk class: 5 of A, 1 of B, none of C."""
    quota = {
        "columns": ("credit_risk_class",),
        "amounts": {("A",): Fraction(5), ("B",): Fraction(1), ("C",): Fraction(0)},
    }
    return _with_first(build("tiny"), **quota)


def restaurants_only():
    """Every plan draws restaurants alone; P02 has two firms on a list, one of them of no pool."""
    problem = build("tiny")
    first, second, third = problem.plans
    trade = Scope((Condition("industry_code", Operator.STARTS_WITH, ("H62",)),))
    frame = problem.targets.frame
    shops = frame.filter(~frame["industry_code"].str.starts_with("H62"))["target_id"]
    eaters = frame.filter(frame["industry_code"].str.starts_with("H62"))["target_id"]
    listed = ListedTargets(
        target_ids=(min(shops[0], eaters[0]), max(shops[0], eaters[0])),
        reason="complaints",
        approver="head",
    )
    plans = (
        replace(first, targets=replace(first.targets, scope=trade)),
        replace(second, kind=PlanKind.SPECIAL, targets=listed),
        third,
    )
    return replace(problem, plans=plans)


WORLDS = {
    world.__name__: world
    for world in (plain, overlapping, own_tickets, weighted, by_risk, restaurants_only)
}


def _with_first(problem, **quota):
    first, *others = problem.plans
    amounts = {"kind": QuotaKind.COUNT, "otherwise": Fraction(4)} | quota
    targets = replace(first.targets, quota=Quota(**amounts))
    return replace(problem, plans=(replace(first, targets=targets), *others))


def published(problem, home: Path) -> Path:
    """Draw and publish *problem*; return the folder with its bundles `public` and `audit`."""
    numbers = count()

    def secret():
        return hashlib.sha256(str(next(numbers)).encode()).hexdigest()

    outside = Surroundings(clock=lambda: MOMENT, secret=secret)
    office = open_office(home / "office", home / "keys", outside, origin=ORIGIN)
    write_problem(problem, home / "folder")
    checked = check_folder(home / "folder", Steps())
    lock_draw(office, checked, local_only, Steps(), announced=True)
    deliver_entropy(office, problem.number, 0, Delivery(value=secret()))
    again = reopened(office, problem.number, Steps())
    log_result(office, Edition(again.lock, again.book))
    folders = home / "public", home / "audit"
    publish_draw(office, problem.number, *folders, Steps(), by="planner", second="head")
    return home


def rows_of(home: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the audit bundle."""
    text = (home / "audit" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def firms_of(home: Path) -> dict[str, str]:
    """Return id -> name of all targets."""
    return {row["target_id"]: row["name"] for row in rows_of(home, "audit/inputs/targets.csv")}


def strangers_in(text: str, home: Path, target_id: str) -> set[str]:
    """Return ids and names of other firms that stand in a text."""
    others = {one: name for one, name in firms_of(home).items() if one != target_id}
    return {word for pair in others.items() for word in pair if word in text}
