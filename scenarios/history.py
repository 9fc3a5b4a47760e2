"""The year before the window: inspections made, and tasks drawn that still wait to be done."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios import figures
from scenarios.bodies import BY_NAME, FACTS
from scenarios.ground import Ground
from scenarios.items import item_id, item_of
from scenarios.topics import TOPICS
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.plans import PlanKind
from scheduler.domain.scope import Scope

VISITS = 20_000
LIVE = 40
_SURPLUS = 1.35
"""More are drawn than needed, since the caps turn some away."""

_PER_BODY, _PER_SMALL_BODY, _PER_LEVEL, _TOTAL = 2, 1, {"district": 3, "street": 2}, 4
"""The caps of the district's policy; one visit a year by bodies too small to rotate officers."""

_LIVE_DAYS = 9
_RISK_WEIGHTS = {"A": 1, "B": 2, "C": 6, "D": 15}

_KINDS = (
    (PlanKind.DUAL_RANDOM, "D", figures.DUAL_RANDOM_TASKS_A_YEAR),
    (PlanKind.SPECIAL, "S", figures.SPECIAL_TASKS_A_YEAR),
    (PlanKind.ASSIGNED_FROM_ABOVE, "A", figures.ASSIGNED_TASKS_A_YEAR),
)


class Past(NamedTuple):
    """What has happened, and what is under way."""

    history: InspectionLog
    live: InspectionLog


def past(
    ground: Ground,
    window: Window,
    calendar: WorkingCalendar,
    officers: dict[str, list[str]],
    *,
    rng: np.random.Generator,
) -> Past:
    """Return the past of the district; *officers* are, by body, those who could have gone."""
    begins = date(window.starts.year - 1, window.starts.month, 1)
    picks = _within_caps(_picks(ground, begins, rng=rng))
    waiting = picks.tail(picks.height - VISITS).filter(~pl.col("small"), kind=0).head(LIVE)
    made = picks.head(VISITS)
    days = calendar.working_days(Window(begins, window.starts))
    ahead = calendar.working_days(window)[:_LIVE_DAYS]
    history = _rows(made, ground, days, officers, rng=rng)
    return Past(
        history=InspectionLog.from_frame(_with_joint(history, officers, rng=rng)),
        live=InspectionLog.from_frame(_rows(waiting, ground, ahead, officers, rng=rng)),
    )


def _picks(ground: Ground, begins: date, *, rng: np.random.Generator) -> pl.DataFrame:
    """Return more visits than needed, as positions: body, topic, target, kind; in random order."""
    n_plans = sum(facts.plans for facts in FACTS.values())
    risk = ground.targets.frame["credit_risk_class"].replace_strict(_RISK_WEIGHTS, default=2)
    weights = np.where(ground.born_by(begins), risk.to_numpy(), 0)
    parts = []
    for body, facts in enumerate(FACTS.values()):
        topics = TOPICS[facts.family]
        size = round(VISITS * _SURPLUS * facts.plans / n_plans / len(topics))
        for number, topic in enumerate(topics):
            scope = Scope((*topic.scope.conditions, *facts.territory))
            rows = np.flatnonzero(ground.mask(scope) & (weights > 0))
            if not len(rows):
                continue  # a town without a river has no river inspected
            shares = np.cumsum(weights[rows])
            found = rows[np.searchsorted(shares, rng.random(size) * shares[-1], side="right")]
            parts.append(np.stack([np.full(size, body), np.full(size, number), found]))
    columns = np.concatenate(parts, axis=1)
    order = rng.permutation(columns.shape[1])
    tasks = np.array([a_year for _, _, a_year in _KINDS])
    kinds = rng.choice(len(_KINDS), size=len(order), p=tasks / tasks.sum())
    return pl.DataFrame(columns[:, order].T, schema=["body", "topic", "target"]).with_columns(
        kind=kinds
    )


def _within_caps(picks: pl.DataFrame) -> pl.DataFrame:
    """Return the picks without those that would exceed a cap, the earlier ones first."""
    facts = list(FACTS.values())
    small = np.array([body.is_small for body in facts])
    street = np.array([bool(body.street) for body in facts])
    body = picks["body"].to_numpy()
    picks = picks.with_columns(small=small[body], street=street[body])
    picks = picks.filter(
        pl.int_range(pl.len()).over("target", "body")
        < pl.when("small").then(_PER_SMALL_BODY).otherwise(_PER_BODY)
    )
    picks = picks.filter(
        pl.int_range(pl.len()).over("target", "street")
        < pl.when("street").then(_PER_LEVEL["street"]).otherwise(_PER_LEVEL["district"])
    )
    return picks.filter(pl.int_range(pl.len()).over("target") < _TOTAL)


def _rows(
    picks: pl.DataFrame,
    ground: Ground,
    days: tuple[date, ...],
    officers: dict[str, list[str]],
    *,
    rng: np.random.Generator,
) -> pl.DataFrame:
    bodies = list(FACTS)
    body_ids = np.array(bodies)[picks["body"].to_numpy()]
    kinds = picks["kind"].to_numpy()
    when = pl.Series(days).gather(rng.integers(len(days), size=picks.height))
    frame = pl.DataFrame(
        {
            "target_id": ground.targets.frame["target_id"].gather(picks["target"]),
            "body_id": body_ids,
            "day": when,
            "letter": np.array([letter for _, letter, _ in _KINDS])[kinds],
            "topic": picks["topic"],
            "plan_kind": np.array([kind.value for kind, _, _ in _KINDS])[kinds],
            "cap_exempt": kinds == 2,
            "item_ids": _item_lists(picks),
            "officer_ids": _pairs(body_ids, officers, rng=rng),
        }
    )
    return _identified(frame)


def _item_lists(picks: pl.DataFrame) -> pl.Series:
    """Return the item of each pick's body on its topic, as a list of none or one."""
    n_topics = max(len(topics) for topics in TOPICS.values())
    table: list[list[str]] = [[] for _ in range(len(FACTS) * n_topics)]
    for body, (body_id, facts) in enumerate(FACTS.items()):
        for number, topic in enumerate(TOPICS[facts.family]):
            if found := item_id(body_id, topic):
                table[body * n_topics + number] = [found]
    rows = picks["body"] * n_topics + picks["topic"]
    return pl.Series(table, dtype=pl.List(pl.String())).gather(rows)


def _identified(frame: pl.DataFrame) -> pl.DataFrame:
    """Name plans by month, body, kind and topic; a plan visits a target once."""
    month = pl.col("day").dt.strftime("%y%m")
    named = frame.with_columns(
        plan_id=pl.concat_str("body_id", pl.lit("-"), month, "letter", "topic")
    ).with_columns(visit_id=pl.concat_str("target_id", pl.lit("/"), "plan_id"))
    return named.unique("visit_id", keep="first", maintain_order=True).drop("letter", "topic")


def _pairs(
    body_ids: NDArray[np.str_], officers: dict[str, list[str]], *, rng: np.random.Generator
) -> pl.Series:
    """Return two different officers of each body."""
    sizes = np.array([len(officers[name]) for name in FACTS])
    offsets = np.cumsum(sizes) - sizes
    flat = np.array([officer for name in FACTS for officer in officers[name]])
    body = np.searchsorted(np.array(list(FACTS)), body_ids)
    first = rng.integers(0, sizes[body])
    second = (first + rng.integers(1, sizes[body])) % sizes[body]
    one, other = (pl.Series(flat[offsets[body] + place]) for place in (first, second))
    return pl.select(pl.concat_list(one.alias("one"), other.alias("other"))).to_series()


def _with_joint(
    history: pl.DataFrame, officers: dict[str, list[str]], *, rng: np.random.Generator
) -> pl.DataFrame:
    """Turn some visits to firms into joint ones: the market body came, where it had not been."""
    market = "区市场监督管理局"
    partners = [BY_NAME[name] for name in ("区卫生监督所", "区应急管理局", "区医疗保障局")]
    seen = history.filter(body_id=BY_NAME[market])["target_id"].implode()
    joint = (
        history.filter(
            pl.col("body_id").is_in(partners),
            pl.col("plan_kind") == PlanKind.DUAL_RANDOM.value,
            ~pl.col("target_id").is_in(seen),
            pl.col("target_id").str.starts_with("91"),
        )
        .unique("target_id", keep="first", maintain_order=True)
        .head(figures.JOINT_TASKS_A_YEAR)
        .with_columns(
            pl.col("visit_id", "plan_id").str.replace(r"D(\d+)$", "J$1"),
            plan_kind=pl.lit(PlanKind.JOINT_DUAL_RANDOM.value),
        )
    )
    guests = joint.with_columns(
        body_id=pl.lit(BY_NAME[market]),
        item_ids=pl.Series([[item_of(market, "公示信息")]] * joint.height),
        officer_ids=_pairs(np.full(joint.height, BY_NAME[market]), officers, rng=rng),
    )
    places = ["target_id", "body_id", "day"]
    alone = history.join(joint, on=places, how="anti", maintain_order="left")
    return pl.concat([alone, joint, guests], how="diagonal")
