"""A service in which all has happened once, and every secret that it knows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import select

from api.tables.events import Event
from api.tables.people import Account, ApiToken, LoginSession
from api.tables.tasks import VisitRow
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint
from api.usecases.people.accounts import new_account
from api.usecases.people.actor import Grant
from api.usecases.people.roles import Role
from api.usecases.registries.load_problem import load_problem
from api.usecases.webhooks.message import message_of
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from tests.service.drawn import LOADING, Drawn, step
from tests.service.house import House
from tests.service.notices.reading import everything_public
from tests.service.notices.test_secrecy import (
    MARK,
    marked_world,
    private,
    recused_with_marks,
    write,
)
from tests.service.tasks.redrawing import confirmed

NONCE = "5ec4e7" * 10 + "0000"
PASSWORD = f"{MARK} a password"
HOOK = "https://receiver.example/"


@dataclass
class Lived(Drawn):
    """A draw with a nonce of a body, and all that people did with its tasks."""

    secrets: dict[str, str] = field(default_factory=dict)
    done: str = ""
    sealed: list[tuple[str, str]] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    log: str = ""

    @classmethod
    def in_house(cls, house: House) -> Lived:
        planner, second = (house.join(name, Role.PLANNER) for name in ("planner", "second"))
        problem = marked_world()
        with house.transaction(LOADING) as tx:
            plans = load_problem(tx, problem)
        made = planner.post("/draws", json={"title": private("title"), "plan_ids": plans})
        lived = cls(house, made.json()["id"], planner, second, problem)
        lived.people["admin"] = lived.house.join("admin", Role.ADMIN)
        lived._keep_secrets_of_people()
        lived._draw()
        lived._work()
        lived._keep_secrets_of_draw()
        lived.sealed = lived._everything_public()
        lived.publish_draw()
        lived.published = lived._everything_public()
        return lived

    def _everything_public(self) -> list[tuple[str, str]]:
        visitor, ids = self.house.visitor(), self.problem.targets.ids
        return list(everything_public(visitor, self.label, ids[:3]))

    def _draw(self) -> None:
        """Draw with a nonce that the leading body gives."""
        address, head = f"/draws/{self.draw_id}", self.head("B01")
        expected = self.planner.get(address).json()["expected_number"]
        number = DrawNumber(series=expected.removesuffix("/1"))
        commitment = nonce_commitment(number, "B01", NONCE)
        given = {"draw": expected, "party": "B01", "commitment": commitment}
        assert head.post(f"{address}/commitments", json=given).status_code == 201
        self.planner.post(f"{address}/check")
        step(self.planner, self.second, self.draw_id, "lock", reason=private("lock"))
        declared = self.planner.get(address).json()["declared"]
        place = next(one["number"] for one in declared if one["party"] == "B01")
        given = {"source": place, "value": NONCE}
        assert head.post(f"{address}/entropy", json=given).status_code == 200
        assert self.planner.get(address).json()["state"] == "drawn"

    def _work(self) -> None:
        """Let everything happen to two tasks, with a mark in all that people write."""
        self.dispatch()
        self.done, other = (task["number"] for task in self.tasks(plan_id="P03"))
        confirmed(self, recused_with_marks(self, other))
        leader = self.arrive(self.done)
        write(self, leader)
        self.decide(self.body_admin("B01"), self.done, "return", {"reason": private("returned")})
        write(self, leader)
        self.confirm(self.done)
        self.publish(reason=private("publication"))
        feed = leader.post("/tasks/mine/feed").json()["url"]
        self.secrets["calendar"] = feed.rpartition("/")[2].removesuffix(".ics")

    def _keep_secrets_of_people(self) -> None:
        with self.house.transaction() as tx:
            grants = [Grant(Role.PLANNER)]
            new_account(tx, "browser", private("display"), password=PASSWORD, grants=grants)
        visitor = self.house.visitor()
        given = {"login": "browser", "password": PASSWORD}
        told = visitor.post("/sessions", json=given).json()
        self.secrets["session"] = visitor.cookies["doubledraw_session"]
        hook = {"url": HOOK, "actions": ["*"]}
        made = self.people["admin"].post("/webhook-endpoints", json=hook).json()
        self.secrets |= {"password": PASSWORD, "csrf": told["csrf_token"], "hook": made["secret"]}

    def _keep_secrets_of_draw(self) -> None:
        """Remember what the office keeps to itself, and what digests the database has."""
        office = self.house.service.settings.office
        (dossier,) = office.glob("dossiers/*/secrets.json")
        kept = json.loads(dossier.read_text())
        self.secrets |= {"mask": kept["mask"], "rows": kept["rows"]}
        for path in self.house.service.settings.office_keys.iterdir():
            self.secrets[path.name] = path.read_text().strip().rpartition("+")[2]
        for person in (self.planner, self.second, *self.people.values()):
            token = person.headers["authorization"].removeprefix("Bearer ")
            self.secrets[f"token of {person.login}"] = token
        with self.house.transaction() as tx:
            for table, column in (
                (Account, "password_hash"),
                (ApiToken, "token_digest"),
                (LoginSession, "token_digest"),
            ):
                found = (getattr(row, column) for row in tx.session.exec(select(table)))
                self.secrets |= {f"{column} {one[-6:]}": one for one in found if one}

    @cached_property
    def seeds(self) -> dict[str, str]:
        """What decides the draw: secret until it is published."""
        office = self.house.service.settings.office
        (dossier,) = office.glob("dossiers/*/secrets.json")
        kept = json.loads(dossier.read_text())
        given = {f"source {one['line'][:8]}": one["line"].split()[-1] for one in kept["sources"]}
        return {"nonce": NONCE, **given, **{f"salt of {k}": v for k, v in kept["salts"].items()}}

    @cached_property
    def check_codes(self) -> list[re.Pattern[str]]:
        """The codes of visits: six digits, which a hash may have in it too."""
        with self.house.transaction() as tx:
            codes = [visit.check_code for visit in tx.session.exec(select(VisitRow))]
        return [re.compile(rf"(?<![0-9a-fA-F+/]){code}(?![0-9a-fA-F+/])") for code in codes]

    def read(self, told: str, *more: str) -> list[str]:
        """Return which secrets can be read in *told*, and which of *more*."""
        found = [name for name, secret in self.secrets.items() if secret in told]
        found += [code.pattern for code in self.check_codes if code.search(told)]
        return found + [text for text in more if text in told]

    def messages(self) -> list[str]:
        """Return what was to be sent to the webhook, as it goes over the wire."""
        with self.house.transaction() as tx:
            endpoint = tx.session.exec(select(WebhookEndpoint)).one()
            return [
                f"{sent.headers} {sent.body.decode()}"
                for delivery in tx.session.exec(select(WebhookDelivery))
                for event in (tx.session.get_one(Event, delivery.event_id),)
                for sent in (message_of(endpoint, delivery, event, tx.now),)
            ]
