"""The registry of targets: about 60,000 firms, shops, institutions, projects and areas."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.areas import areas, projects
from scenarios.codes import DIVISION, legacy_numbers, social_credit_codes
from scenarios.doors import doors
from scenarios.links import groups, people, premises
from scenarios.names import target_names
from scenarios.opening import closed_days
from scenarios.streets import STREETS, quarters
from scenarios.supervision import supervising_units
from scenarios.trades import TRADES
from scheduler.domain.registry import TargetRegistry, TargetType

TARGETS = 60_000

_OPENED, _LAST = date(1985, 1, 1), date(2026, 11, 30)
_NEW_CODES = date(2015, 10, 1)
"""From here on a registration number is a social credit code (三证合一)."""

RISK_CLASSES = ("A", "B", "C", "D")
_FIRM_RISKS = (0.30, 0.50, 0.16, 0.04)
_TRADER_RISKS = (0.24, 0.60, 0.13, 0.03)
_LEGACY_SHARE = 0.12
"""Of those registered before the new codes; about 3% of all."""


def registry(*, rng: np.random.Generator) -> TargetRegistry:
    """Return the registry of the district."""
    others = [areas(rng=rng), projects(rng=rng)]
    count = TARGETS - sum(frame.height for frame in others)
    frame = pl.concat([_registered(count, rng=rng), *others], how="diagonal")
    return TargetRegistry.from_frame(frame.with_columns(quarters()))


def _registered(count: int, *, rng: np.random.Generator) -> pl.DataFrame:
    trades = _by_share([trade.share for trade in TRADES], count, rng=rng)
    streets = _by_share([street.share for street in STREETS], count, rng=rng)
    traders = rng.random(count) < np.array([trade.traders for trade in TRADES])[trades]
    types = _types(trades, traders, rng=rng)
    born = _registration_days(count, rng=rng)
    risks = np.where(
        traders,
        rng.choice(RISK_CLASSES, size=count, p=_TRADER_RISKS),
        rng.choice(RISK_CLASSES, size=count, p=_FIRM_RISKS),
    )
    shared = premises(streets, rng=rng)
    placed = doors(streets, shared, rng=rng)
    return pl.DataFrame(
        {
            "target_id": _identifiers(trades, types, born, rng=rng),
            "name": target_names(trades, streets, traders, rng=rng),
            "target_type": types,
            "premises_id": shared,
            "division_code": pl.repeat(DIVISION, count, eager=True),
            "street": np.array([street.name for street in STREETS])[streets],
            "address": placed.addresses,
            "industry_code": np.array([trade.code for trade in TRADES])[trades],
            "credit_risk_class": risks,
            "reg_date": pl.Series(born).cast(pl.Date),
            **_standing(risks, rng=rng),
            "group_id": groups(traders, rng=rng),
            "supervising_unit": supervising_units(streets, rng=rng),
            "labels": _labels(trades, rng=rng),
            "people": people(count, rng=rng),
            "closed_days": closed_days(trades, rng=rng),
            **placed.coordinates,
        }
    )


def _by_share(shares: list[float], count: int, *, rng: np.random.Generator) -> NDArray[np.int64]:
    weights = np.array(shares)
    return rng.choice(len(shares), size=count, p=weights / weights.sum())


def _types(
    trades: NDArray[np.int64], traders: NDArray[np.bool_], *, rng: np.random.Generator
) -> NDArray[np.str_]:
    farming = np.array([trade.code.startswith("A") for trade in TRADES])[trades]
    together = farming & (rng.random(len(trades)) < 0.35)
    return np.select(
        [traders, together],
        [TargetType.SOLE_TRADER.value, TargetType.COOPERATIVE.value],
        TargetType.ENTERPRISE.value,
    )


def _registration_days(count: int, *, rng: np.random.Generator) -> NDArray[np.datetime64]:
    span = (_LAST - _OPENED).days
    # The exponent puts half of the registry after 2017: firms are many and short-lived.
    days = (span * rng.random(count) ** 0.35).astype(np.int64)
    return np.datetime64(_OPENED) + days.astype("timedelta64[D]")


def _identifiers(
    trades: NDArray[np.int64],
    types: NDArray[np.str_],
    born: NDArray[np.datetime64],
    *,
    rng: np.random.Generator,
) -> NDArray[np.str_]:
    institution = np.array([trade.institution for trade in TRADES])[trades]
    public = institution & (rng.random(len(trades)) < 0.5)
    registrations = np.select(
        [public, institution, types == "sole_trader", types == "cooperative"],
        ["12", "52", "92", "93"],
        "91",
    )
    is_new = born >= np.datetime64(_NEW_CODES)
    codes = np.array(social_credit_codes(registrations, is_new, rng=rng))
    is_legacy = ~is_new & ~institution & (rng.random(len(trades)) < _LEGACY_SHARE)
    codes[is_legacy] = legacy_numbers(int(is_legacy.sum()), rng=rng)
    return codes


def _standing(risks: NDArray[np.str_], *, rng: np.random.Generator) -> dict[str, pl.Series]:
    """Return what the risk class goes along with; shares rise, or fall, from A to D."""
    count = len(risks)
    position = np.searchsorted(RISK_CLASSES, risks)
    abnormal = rng.random(count) < np.array((0.0, 0.01, 0.12, 0.35))[position]
    whitelisted = rng.random(count) < np.array((0.05, 0.02, 0.0, 0.0))[position]
    complaints = rng.poisson(np.array((0.02, 0.15, 0.7, 2.0))[position])
    return {
        "active": pl.Series(rng.random(count) >= 0.035),
        "whitelisted": pl.Series(whitelisted),
        "abnormal": pl.Series(abnormal),
        "complaint_count_12m": pl.Series(complaints),
    }


def _labels(trades: NDArray[np.int64], *, rng: np.random.Generator) -> pl.Series:
    width = max(len(trade.labels) for trade in TRADES)
    texts = np.full((len(TRADES), width), "", dtype=object)
    chances = np.zeros((len(TRADES), width))
    for row, trade in enumerate(TRADES):
        for column, (label, chance) in enumerate(trade.labels):
            texts[row, column], chances[row, column] = label, chance
    carried = rng.random((len(trades), width)) < chances[trades]
    columns = [
        pl.Series(f"label_{column}", texts[trades, column].tolist()).set(
            pl.Series(~carried[:, column]), None
        )
        for column in range(width)
    ]
    return pl.select(pl.concat_list(columns).list.drop_nulls().alias("labels")).to_series()
