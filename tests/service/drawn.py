"""Draws for tests of what comes after them: a small world, loaded, checked, locked, drawn."""

from __future__ import annotations

import base64
import shutil
import struct
import zlib
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from api.files.planbook.totals import BEIJING
from api.usecases.people.actor import Actor, Grant
from api.usecases.people.roles import Role
from api.usecases.registries.load_problem import load_problem
from scenarios.small import tiny
from scheduler.domain.problem import Problem
from tests.service.house import House, Person, open_house

LOADING = Actor(login="loader", grants=frozenset({Grant(Role.PLANNER)}))


@lru_cache
def tiny_world() -> Problem:
    return tiny(rng=np.random.default_rng(1))


@dataclass
class Drawn:
    """A draw that was made over HTTP, and the people around it.

    ALONE is the one task of its visit, MERGED shares its visit with a task of another body, and
    JOINT is done by two bodies together.
    """

    ALONE = "120116-2026-000001-P01-002"
    MERGED = "120116-2026-000001-P01-003"
    JOINT = "120116-2026-000001-P03-001"

    house: House
    draw_id: int
    planner: Person
    second: Person
    problem: Problem = field(default_factory=tiny_world)
    people: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def label(self) -> str:
        """The number of the draw, as addresses have it."""
        return self.planner.get(f"/draws/{self.draw_id}").json()["number"].removesuffix("/1")

    def person(self, login: str, role: Role, body_id: str | None = None, **more: str) -> Person:
        """Return somebody, who comes in if he is not here yet."""
        if login not in self.people:
            self.people[login] = self.house.join(login, role, body_id, **more)
        return self.people[login]

    def officer(self, officer_id: str) -> Person:
        body_id = officer_id.split("-", maxsplit=1)[0]
        return self.person(officer_id.lower(), Role.OFFICER, body_id, officer_id=officer_id)

    def body_admin(self, body_id: str) -> Person:
        return self.person(f"admin-{body_id.lower()}", Role.BODY_ADMIN, body_id)

    def head(self, body_id: str) -> Person:
        return self.person(f"head-{body_id.lower()}", Role.HEAD, body_id)

    def tasks(self, **params):
        found = self.planner.get("/tasks", params={"draw_id": self.draw_id, "limit": 200, **params})
        assert found.status_code == 200, found.text
        return found.json()["items"]

    def task(self, number: str, by: Person | None = None):
        found = (by or self.planner).get(f"/tasks/{number}")
        assert found.status_code == 200, found.text
        return found.json()

    def dispatch(self, *numbers: str):
        given = {"task_numbers": list(numbers)} if numbers else {}
        done = self.planner.post(f"/draws/{self.draw_id}/dispatch", json=given)
        assert done.status_code == 200, done.text
        return done.json()

    def leader(self, number: str) -> Person:
        """Return the officer who leads the team of a task's leading body."""
        task = self.task(number)
        leading = (one for one in task["team"] if one["body_id"] == task["lead_body"])
        return self.officer(next(one["officer_id"] for one in leading if one["role"] == "leader"))

    def check_code(self, number: str) -> str:
        """Return the code that stands on the notice of a task."""
        from api.tables.tasks import TaskRow, VisitRow  # noqa: PLC0415

        with self.house.transaction() as tx:
            task = tx.session.get_one(TaskRow, number)
            return tx.session.get_one(VisitRow, task.visit_id).check_code

    def set_day(self, day: str, hour: int = 9) -> None:
        """Let it be nine in the morning in China."""
        moment = datetime.fromisoformat(day)
        self.house.clock.now = datetime.combine(moment, time(hour), BEIJING)

    # --- the way of a task --------------------------------------------------------------------

    def arrive(self, number: str) -> Person:
        """Dispatch a task if need be and check in on its day; return who leads."""
        self.dispatch(number)
        task, leader = self.task(number), self.leader(number)
        self.set_day(task["day"])
        code = {"code": self.check_code(number)}
        done = leader.post(f"/tasks/{number}/check-in", json=code)
        assert done.status_code == 200, done.text
        return leader

    def save(self, number: str, by: Person, **given):
        """Save a draft in which nothing was found, or what is given."""
        task = by.get(f"/tasks/{number}")
        found = {"category": "no_problem"}
        said = {
            "category": "no_problem",
            "follow_up": "none",
            "method": "on_site",
            "items": dict.fromkeys(task.json()["item_ids"], found),
            **given,
        }
        seen = {"If-Match": task.headers["etag"]}
        done = by.put(f"/tasks/{number}/result", json=said, headers=seen)
        assert done.status_code == 200, done.text
        return done.json()

    def sign(self, number: str) -> None:
        """Let everybody sign."""
        leader = self.leader(number)
        for one in self.task(number)["team"]:
            given = {"party": "officer", "officer_id": one["officer_id"], "image": png_text()}
            by = self.officer(one["officer_id"])
            done = by.post(f"/tasks/{number}/signatures", json=given)
            assert done.status_code == 201, done.text
        firm = {"party": "firm", "image": png_text()}
        done = leader.post(f"/tasks/{number}/signatures", json=firm)
        assert done.status_code == 201, done.text

    def record(self, number: str, **given) -> None:
        """Record a result, from dispatch to the last signature."""
        leader = self.arrive(number)
        self.save(number, leader, **given)
        self.sign(number)
        done = leader.post(f"/tasks/{number}/result/submit")
        assert done.status_code == 200, done.text

    def confirm(self, number: str) -> None:
        """Let its body confirm a result."""
        admin = self.body_admin(self.task(number)["lead_body"])
        self.decide(admin, number, "confirm", {})

    def decide(self, person: Person, number: str, verb: str, given) -> None:
        seen = {"If-Match": person.get(f"/tasks/{number}").headers["etag"]}
        done = person.post(f"/tasks/{number}/result/{verb}", json=given, headers=seen)
        assert done.status_code == 200, done.text

    def publish(self, *numbers: str, reason: str = ""):
        """Let two people publish results: those named, or all that can be."""
        given = {"draw_id": self.draw_id, "reason": reason}
        if numbers:
            given["task_numbers"] = list(numbers)
        asked = self.planner.post("/publications", json=given)
        assert asked.status_code == 201, asked.text
        address = f"/publications/{asked.json()['id']}"
        done = self.second.post(f"{address}/confirm")
        assert done.status_code == 202, done.text
        return self.planner.get(address).json()

    def published_result(self, number: str, **given):
        """Bring a task all the way; return its public notice."""
        self.record(number, **given)
        self.confirm(number)
        self.publish(number)
        return self.notice(self.task(number)["notice_id"])

    def notice(self, notice_id: int):
        found = self.house.visitor().get(f"/public/notices/{notice_id}")
        assert found.status_code == 200, found.text
        return found.json()

    def publish_draw(self) -> None:
        """Open the draw to everybody, after its last visit."""
        self.set_day("2027-01-05")
        step(self.planner, self.second, self.draw_id, "publish")


def step(asking: Person, second: Person, draw_id: int, what: str, **given: str) -> None:
    """Let two people decide a step of a draw."""
    seen = asking.get(f"/draws/{draw_id}")
    asked = asking.post(
        f"/draws/{draw_id}/approvals",
        json={"step": what, **given},
        headers={"If-Match": seen.headers["etag"]},
    )
    assert asked.status_code == 201, asked.text
    done = second.post(f"/draws/{draw_id}/approvals/{asked.json()['id']}/confirm")
    assert done.status_code == 202, done.text


def drawn_in(house: House, problem: Problem | None = None, **options) -> Drawn:
    """Draw a small world through the service."""
    problem = problem or tiny_world()
    planner, second = (house.join(name, Role.PLANNER) for name in ("planner", "second"))
    with house.transaction(LOADING) as tx:
        plan_ids = load_problem(tx, problem)
    given = {"title": "2026-12", "plan_ids": plan_ids, **options}
    made = planner.post("/draws", json=given)
    assert made.status_code == 201, made.text
    draw_id = made.json()["id"]
    planner.post(f"/draws/{draw_id}/check")
    step(planner, second, draw_id, "lock")
    found = planner.get(f"/draws/{draw_id}").json()
    assert found["state"] == "drawn", found
    return Drawn(house, draw_id, planner, second, problem)


@dataclass
class Template:
    """A draw that was made once, to be copied: its database, its folder, its people."""

    url: str
    folder: Path
    draw_id: int
    tokens: dict[str, str]
    now: datetime

    @classmethod
    def make(cls, url: str, folder: Path) -> Template:
        house = open_house(url, folder)
        drawn = drawn_in(house)
        people = (drawn.planner, drawn.second)
        house.service.engine.dispose()
        tokens = {one.login: one.headers["authorization"] for one in people}
        return cls(url, folder, drawn.draw_id, tokens, house.clock.now)

    def copy(self, url: str, folder: Path, **settings) -> Drawn:
        """Open a copy of the draw over a copy of its database."""
        shutil.copytree(self.folder, folder)
        house = open_house(url, folder, "later", **settings)
        house.clock.now = self.now
        planner, second = (
            Person(house, login, token.removeprefix("Bearer "))
            for login, token in self.tokens.items()
        )
        return Drawn(house, self.draw_id, planner, second)


def png(width: int = 3, height: int = 2, *extra: tuple[bytes, bytes]) -> bytes:
    """Return a small picture, with further chunks if they are given."""
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def png_text(content: bytes | None = None) -> str:
    """Return a picture as requests carry it."""
    return base64.b64encode(png() if content is None else content).decode()
