"""Draws for tests of what comes after them: a small world, loaded, checked, locked, drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from api.usecases.people.actor import Actor, Grant
from api.usecases.people.roles import Role
from api.usecases.registries.load_problem import load_problem
from scenarios.small import tiny
from scheduler.domain.problem import Problem
from tests.service.house import House, Person


@dataclass
class Drawn:
    """A draw that was made over HTTP, and the people around it."""

    house: House
    problem: Problem
    draw_id: int
    planner: Person
    second: Person
    people: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def label(self) -> str:
        """The number of the draw, as addresses have it."""
        number: str = self.planner.get(f"/draws/{self.draw_id}").json()["number"]
        return number.removesuffix("/1")

    def person(self, login: str, role: Role, body_id: str | None = None, **more: str) -> Person:
        """Return somebody, who comes in if he is not here yet."""
        if login not in self.people:
            self.people[login] = self.house.join(login, role, body_id, **more)
        return self.people[login]

    def officer(self, officer_id: str) -> Person:
        """Return an officer."""
        return self.person(
            officer_id.lower(), Role.OFFICER, officer_id.split("-", maxsplit=1)[0], officer_id=officer_id
        )

    def body_admin(self, body_id: str) -> Person:
        """Return who confirms results of a body."""
        return self.person(f"admin-{body_id.lower()}", Role.BODY_ADMIN, body_id)

    def head(self, body_id: str) -> Person:
        """Return the head of a body."""
        return self.person(f"head-{body_id.lower()}", Role.HEAD, body_id)

    def tasks(self, **params: Any) -> list[dict[str, Any]]:
        """Return the tasks of the draw."""
        found = self.planner.get("/tasks", params={"draw_id": self.draw_id, "limit": 200, **params})
        assert found.status_code == 200, found.text
        items: list[dict[str, Any]] = found.json()["items"]
        return items


def step(asking: Person, second: Person, draw_id: int, what: str, reason: str = "") -> None:
    """Let two people decide a step of a draw."""
    seen = asking.get(f"/draws/{draw_id}")
    asked = asking.post(
        f"/draws/{draw_id}/approvals",
        json={"step": what, "reason": reason},
        headers={"If-Match": seen.headers["etag"]},
    )
    assert asked.status_code == 201, asked.text
    done = second.post(f"/draws/{draw_id}/approvals/{asked.json()['id']}/confirm")
    assert done.status_code == 202, done.text


def drawn_in(house: House, problem: Problem | None = None, **options: Any) -> Drawn:
    """Draw a small world through the service."""
    problem = problem or tiny(rng=np.random.default_rng(1))
    planner, second = (house.join(name, Role.PLANNER) for name in ("planner", "second"))
    loading = Actor(login="loader", grants=frozenset({Grant(Role.PLANNER)}))
    with house.transaction(loading) as tx:
        plan_ids = load_problem(tx, problem)
    given = {"title": "2026-12", "plan_ids": plan_ids, **options}
    made = planner.post("/draws", json=given)
    assert made.status_code == 201, made.text
    draw_id: int = made.json()["id"]
    planner.post(f"/draws/{draw_id}/check")
    step(planner, second, draw_id, "lock")
    found = planner.get(f"/draws/{draw_id}").json()
    assert found["state"] == "drawn", found
    return Drawn(house, problem, draw_id, planner, second)
