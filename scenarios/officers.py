"""The registry of officers: posts, certificates, qualifications, bases. Nobody here has a name."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.bases import bases
from scenarios.bodies import FACTS
from scenarios.experts import experts
from scenarios.figures import SMALLEST_BODY_OFFICERS
from scenarios.topics import TOPICS
from scheduler.domain.calendar import Window
from scheduler.domain.registry import DutyStatus, OfficerRegistry, Role

LEADERS = 0.85
_UNIT_SIZE = 14
_QUALIFIED = 0.4
"""Chance of a further qualification, beside the one in two that everybody is sure of."""

_EVERY_OTHER = 20
"""At the front of a body with fewer, every other officer is senior (in a small body two of three):
in a team of two every second place is a senior officer's, and loads have to stay even."""

_SENIOR_IN_OFFICE = 0.03
"""Ours: few, so that it is about three of ten of all."""


def registry(window: Window, *, rng: np.random.Generator) -> OfficerRegistry:
    """Return the officers and experts of all bodies; certificates end around the *window*."""
    facts = list(FACTS.values())
    sizes = np.array([body.officers for body in facts])
    bodies = np.repeat(np.arange(len(facts)), sizes)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    front_line = within < np.array([body.front_line for body in facts])[bodies]
    small = np.array([body.is_small for body in facts])[bodies]
    sound = front_line & small  # or nothing would go
    count = len(bodies)
    body_ids = np.array(list(FACTS))[bodies]
    certificates = _certificates(sizes[bodies], front_line, sound, window, rng=rng)
    leaders = _leaders(within, sound, rng=rng)
    lasting = (certificates >= window.ends).fill_null(value=False).to_numpy()
    rows = pl.DataFrame(
        {
            "officer_id": [f"ZF{number:05}" for number in range(1, count + 1)],
            "name": [f"执法员{number:04}" for number in range(1, count + 1)],
            "body_id": body_ids,
            "unit": [f"执法{number}组" for number in (1 + within // _UNIT_SIZE).tolist()],
            "cert_no": [
                f"0216{body[2:]}{number:04}"
                for body, number in zip(body_ids.tolist(), within.tolist(), strict=True)
            ],
            "cert_valid_to": certificates,
            "status": _statuses(sound, rng=rng),
            "seconded": ~sound & (rng.random(count) < 0.012),
            "front_line": front_line,
            "may_lead": leaders,
            "qualifications": _qualifications(bodies, within, rng=rng),
            **_own_limits(front_line & ~small, lasting & leaders, rng=rng),
            "senior": _seniors(bodies, within, front_line, sound, rng=rng),
            **bases(bodies, within // _UNIT_SIZE, rng=rng),
        }
    )
    return OfficerRegistry.from_frame(pl.concat([rows, experts()], how="diagonal"))


def _certificates(
    sizes: NDArray[np.int64],
    front_line: NDArray[np.bool_],
    sound: NDArray[np.bool_],
    window: Window,
    *,
    rng: np.random.Generator,
) -> pl.Series:
    """Most run on for years; some end within the window, some ended just before it."""
    count = len(sizes)
    begins = np.datetime64(window.starts)
    ends = np.datetime64(window.ends) + rng.integers(0, 5 * 365, size=count)
    fate = np.where(sound, 1.0, rng.random(count))
    within = begins + rng.integers(0, (window.ends - window.starts).days, size=count)
    before = begins - rng.integers(1, 60, size=count)
    dates = np.where(fate < 0.015, before, np.where(fate < 0.04, within, ends))
    none = ~front_line & ((rng.random(count) < 0.03) | (sizes == SMALLEST_BODY_OFFICERS))
    valid_to = pl.Series(dates.astype("datetime64[D]")).cast(pl.Date)
    return valid_to.set(pl.Series(none), None)


def _statuses(sound: NDArray[np.bool_], *, rng: np.random.Generator) -> NDArray[np.str_]:
    states = [DutyStatus.ON_DUTY.value, DutyStatus.OFF_DUTY.value, DutyStatus.SUSPENDED.value]
    drawn = rng.choice(states, size=len(sound), p=(0.97, 0.025, 0.005))
    return np.where(sound, DutyStatus.ON_DUTY.value, drawn)


def _leaders(
    within: NDArray[np.int64], sound: NDArray[np.bool_], *, rng: np.random.Generator
) -> NDArray[np.bool_]:
    drawn = rng.random(len(within)) < LEADERS
    # Small bodies: all but the newest may lead.
    return np.where(sound, within > 0, drawn)


def _seniors(
    bodies: NDArray[np.int64],
    within: NDArray[np.int64],
    front_line: NDArray[np.bool_],
    sound: NDArray[np.bool_],
    *,
    rng: np.random.Generator,
) -> NDArray[np.bool_]:
    """Tell who is senior: at the front of large bodies two of five, counted from anywhere."""
    place = within + rng.integers(5, size=len(FACTS))[bodies]
    few = np.array([facts.front_line < _EVERY_OTHER for facts in FACTS.values()])[bodies]
    at_front = np.select([sound, few], [within % 3 > 0, place % 2 > 0], place % 5 % 3 == 1)
    return np.where(front_line, at_front, rng.random(len(within)) < _SENIOR_IN_OFFICE)


def _qualifications(
    bodies: NDArray[np.int64], within: NDArray[np.int64], *, rng: np.random.Generator
) -> pl.Series:
    """Every second officer of a body surely holds each qualification that its topics need."""
    needed = [
        sorted({topic.qualification for topic in TOPICS[facts.family]} - {""})
        for facts in FACTS.values()
    ]
    width = max(len(names) for names in needed)
    chance = rng.random((len(bodies), width)) < _QUALIFIED
    return pl.Series(
        [
            [
                name
                for place, name in enumerate(needed[body])
                if (number + place) % 2 == 0 or by_chance[place]
            ]
            for body, number, by_chance in zip(
                bodies.tolist(), within.tolist(), chance.tolist(), strict=True
            )
        ],
        dtype=pl.List(pl.String()),
    )


def _own_limits(
    concerned: NDArray[np.bool_], useful: NDArray[np.bool_], *, rng: np.random.Generator
) -> dict[str, pl.Series]:
    """Give a few, who work part of their time, a maximum, and a few others a minimum.

    Nobody has a minimum who is not *useful*: certified in the whole window, and able to lead, for
    where a plan asks for a qualification too there is no place for others in a team of two.
    """
    fate = np.where(concerned, rng.random(len(concerned)), 1.0)
    most = pl.Series(np.where(fate < 0.02, 2, 0))
    least = pl.Series(np.where(useful & (fate > 0.97) & (fate < 1.0), 1, 0))
    return {
        "max_visits": most.set(most == 0, None),
        "min_visits": least.set(least == 0, None),
    }


def fit_for_duty(officers: OfficerRegistry, day: date) -> dict[str, list[str]]:
    """Return, by body, the front-line officers in post with a certificate valid on *day*."""
    fit = officers.frame.filter(
        pl.col("front_line"),
        pl.col("role") == Role.OFFICER.value,
        ~pl.col("seconded"),
        pl.col("status") == DutyStatus.ON_DUTY.value,
        pl.col("cert_valid_to") >= day,
    )
    grouped = fit.group_by("body_id", maintain_order=True).agg("officer_id")
    return dict(grouped.iter_rows())
