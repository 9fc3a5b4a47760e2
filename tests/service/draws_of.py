"""A small district in a service, and draws of its plans taken step by step over HTTP."""

from __future__ import annotations

import numpy as np

from api.usecases.people.actor import Actor, Grant
from api.usecases.people.roles import Role
from api.usecases.registries.load_problem import load_problem
from api.usecases.transaction import begin
from scenarios import small

LOADER = Actor(login="loader", grants=frozenset({Grant(Role.PLANNER)}))


def small_district(service, problem=None):
    """Load a small world into a service; return the ids of its plans."""
    problem = problem or small.tiny(rng=np.random.default_rng(1))
    with begin(service, LOADER) as tx:
        return load_problem(tx, problem)


def composed(planner, plan_ids, **more):
    """Compose a draw of plans."""
    made = planner.post(
        "/draws", json={"title": "Month", "plan_ids": plan_ids, "announced": True, **more}
    )
    assert made.status_code == 201, made.text
    return made.json()["id"]


def checked(planner, plan_ids, **more):
    """Compose a draw and have it checked, by a queue that does so at once."""
    draw = composed(planner, plan_ids, **more)
    assert planner.post(f"/draws/{draw}/check").status_code == 202
    return draw


def decided(planner, second, draw, step, **more):
    """Let two people decide a step."""
    tag = planner.get(f"/draws/{draw}").headers["etag"]
    asked = planner.post(
        f"/draws/{draw}/approvals",
        json={"step": step, **more},
        headers={"If-Match": tag},
    )
    assert asked.status_code == 201, asked.text
    done = second.post(f"/draws/{draw}/approvals/{asked.json()['id']}/confirm")
    assert done.status_code == 202, done.text
    return done.json()
