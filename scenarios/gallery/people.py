"""No team can go, whatever the day: too few people, or not the right ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from scenarios.gallery.parts import FIRST_WEEK, MARKET, PLAIN, SECOND_HALF, away, only, staff
from scenarios.small import MARKET_PLAN, WINDOW, count_plan, world
from scheduler.domain.conflicts import Absence, Kinship, Relation
from scheduler.domain.plans import Participation, PlanKind
from scheduler.domain.problem import Problem

_FOOD = frozenset({"food"})


def lone_officer(*, rng: np.random.Generator) -> Problem:
    """Show a body of one officer, where law asks for two."""
    return world((count_plan("P01", 3, MARKET),), staff(count=1), PLAIN, rng=rng)


def all_in_training(*, rng: np.random.Generator) -> Problem:
    """Show a plan for a week in which the whole body is in training, but for one."""
    plan = replace(count_plan("P01", 3, MARKET), window=FIRST_WEEK)
    training = away((1, 2, 3), date(2026, 11, 30), date(2026, 12, 7), Absence.TRAINING)
    return replace(world((plan,), staff(), PLAIN, rng=rng), leave=training)


def never_there_together(*, rng: np.random.Generator) -> Problem:
    """Show two officers who are away in turn: each could go, but never both."""
    half = date(2026, 12, 16)
    turns = (*away((1,), ends=half), *away((2,), starts=half))
    problem = world((count_plan("P01", 3, MARKET),), staff(count=2), PLAIN, rng=rng)
    return replace(problem, leave=turns)


def certificates_end(*, rng: np.random.Generator) -> Problem:
    """Show certificates that end the day before a plan begins."""
    plan = replace(count_plan("P01", 3, MARKET), window=SECOND_HALF)
    ended = staff(cert_valid_to=pl.lit(date(2026, 12, 15)))
    return world((plan,), ended, PLAIN, rng=rng)


def lent_out(*, rng: np.random.Generator) -> Problem:
    """Show a body that has lent two of its three officers to a task force."""
    seconded = staff(count=3, seconded=only(2, 3))
    return world((count_plan("P01", 3, MARKET),), seconded, PLAIN, rng=rng)


def two_holders_wanted(*, rng: np.random.Generator) -> Problem:
    """Show a team that needs two who know food, where one does."""
    part = Participation(body_id="B01", slots=(_FOOD, _FOOD))
    known = pl.when(only(1)).then(pl.lit(["food"])).otherwise(pl.lit([], pl.List(pl.String)))
    return world((count_plan("P01", 3, part),), staff(qualifications=known), PLAIN, rng=rng)


def nobody_leads(*, rng: np.random.Generator) -> Problem:
    """Show a body none of whose officers may lead."""
    followers = staff(may_lead=pl.lit(value=False))
    return world((count_plan("P01", 3, MARKET),), followers, PLAIN, rng=rng)


def no_senior(*, rng: np.random.Generator) -> Problem:
    """Show young officers only, where every team needs a senior."""
    policy = replace(PLAIN, require_senior=True)
    return world((count_plan("P01", 3, MARKET),), staff(), policy, rng=rng)


def only_relatives(*, rng: np.random.Generator) -> Problem:
    """Show a body whose two officers are married to each other."""
    couple = Kinship(officer_id="B01-001", relative_id="B01-002", relation=Relation.SPOUSE)
    problem = world((count_plan("P01", 3, MARKET),), staff(count=2), PLAIN, rng=rng)
    return replace(problem, relatives=(couple,))


def no_expert(*, rng: np.random.Generator) -> Problem:
    """Show a plan that wants an expert in dangerous chemicals, of whom the registry has none."""
    part = Participation(body_id="B01", experts=(frozenset({"chemicals"}),))
    return world((count_plan("P01", 3, part),), staff(), PLAIN, rng=rng)


def same_pair_again(*, rng: np.random.Generator) -> Problem:
    """Show two officers who would always go together, where no pair may go twice in a row."""
    policy = replace(PLAIN, no_repeated_pairs=True)
    return world((count_plan("P01", 3, MARKET),), staff(count=2), policy, rng=rng)


def apart_by_halves(*, rng: np.random.Generator) -> Problem:
    """Show a joint plan of two bodies, one of which is away in each half of the month."""
    joint = replace(
        MARKET_PLAN,
        kind=PlanKind.JOINT_DUAL_RANDOM,
        participations=(MARKET, Participation(body_id="B02")),
        targets=count_plan("P01", 3, MARKET).targets,
    )
    half = date(2026, 12, 16)
    halves = (
        *away(range(1, 5), WINDOW.starts, half),
        *away(range(1, 5), half, WINDOW.ends, body_id="B02"),
    )
    return replace(world((joint,), staff(others=4), PLAIN, rng=rng), leave=halves)
