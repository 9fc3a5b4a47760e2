"""One of everything that can be asked for, so that every refusal is one for want of permission."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from api.usecases.people.accounts import new_account
from api.usecases.people.actor import SERVICE, Grant
from api.usecases.people.roles import Role
from api.usecases.transaction import begin
from tests.service.drawn import Drawn
from tests.service.tasks.redrawing import applied

LEAD, PARTNER, STRANGER = "B01", "B02", "B03"
"""Whose matters those of the world are, who takes part in some of them, and who in none."""

MEMBER = "B01-004"
"""A member of the team of `Drawn.ALONE`, and of that of `Drawn.JOINT`."""

PASSWORD = "a password that nobody guesses"  # noqa: S105 - of a test
HOOK = "https://receiver.example/hook"


def joint_plan(plan_id: str, slots=()):
    """Return a plan that LEAD initiates and PARTNER takes part in."""
    return {
        "plan_id": plan_id,
        "name": plan_id,
        "kind": "joint_dual_random",
        "window": {"starts": "2026-12-01", "ends": "2027-01-01"},
        "participations": [
            {"body_id": LEAD, "item_ids": ["B01-02"], "slots": list(slots)},
            {"body_id": PARTNER, "item_ids": ["B02-01"]},
        ],
        "targets": {"draw": {"quota": 2}},
    }


@dataclass
class World:
    """The drawn world with further plans, draws, imports and so on; *ids* has their numbers."""

    drawn: Drawn
    ids: dict[str, object] = field(default_factory=dict)

    @classmethod
    def around(cls, drawn: Drawn) -> World:
        world = cls(drawn, {"drawn": drawn.draw_id})
        for arrange in (_accounts, _registries, _rules, _draws, _tasks, _results, _webhooks):
            arrange(world)
        world.drawn.set_day("2026-12-01")
        return world

    @property
    def planner(self):
        return self.drawn.planner

    def keep(self, name: str, answer, of: str = "id"):
        assert answer.status_code < 300, answer.text
        self.ids[name] = answer.json()[of]
        return self.ids[name]

    def draw(self, name: str, plan_id: str, slots=(), **more) -> int:
        """Compose and check a draw of one joint plan."""
        made = self.planner.post("/plans", json=joint_plan(plan_id, slots))
        given = {"title": name, "plan_ids": [made.json()["plan_id"]], **more}
        draw_id = self.keep(name, self.planner.post("/draws", json=given))
        assert self.planner.post(f"/draws/{draw_id}/check").status_code == 202
        return draw_id

    def ask(self, draw: str, **what):
        """Ask for a step of a draw."""
        address = f"/draws/{self.ids[draw]}/approvals"
        return self.planner.post(address, json=what, headers={"If-Match": "*"})

    def decide(self, draw: str, **what) -> None:
        """Let two people decide a step of a draw."""
        asked = self.ask(draw, **what)
        address = f"/draws/{self.ids[draw]}/approvals/{asked.json()['id']}/confirm"
        done = self.drawn.second.post(address)
        assert done.status_code == 202, done.text


def _accounts(world: World) -> None:
    admin = world.drawn.person("keeper", Role.ADMIN)
    with begin(world.drawn.house.service, SERVICE) as tx:
        new_account(tx, "browser", "Browser", password=PASSWORD, grants=[Grant(Role.PLANNER)])
    visitor = world.drawn.house.visitor()
    logged_in = visitor.post("/sessions", json={"login": "browser", "password": PASSWORD})
    assert logged_in.status_code == 201, logged_in.text
    made = visitor.post(
        "/tokens",
        json={"name": "program", "scopes": ["plan.read"]},
        headers={"X-CSRF-Token": logged_in.json()["csrf_token"]},
    )
    world.keep("token", made)
    assert admin.get("/accounts").status_code == 200


def _registries(world: World) -> None:
    leave = b"officer_id,starts,ends,absence\nB01-002,2027-03-01,2027-03-03,leave\n"
    own = world.planner.send_file("leave", "leave.csv", leave, body_id=LEAD)
    world.keep("own import", own)
    world.keep("import", world.planner.send_file("bodies", "b.csv", b"body_id,name\nB04,Fourth\n"))
    row = {"officer_id": "B01-002", "starts": "2027-04-01", "ends": "2027-04-03"}
    made = world.planner.post("/registries/leave/rows", json={"values": row})
    world.keep("leave", made, of="key")
    for kind in ("officers", "bodies"):
        taken = world.planner.post(f"/registries/{kind}/snapshots")
        world.keep(f"snapshot of {kind}", taken, of="digest")


def _rules(world: World) -> None:
    closed = world.planner.put("/calendar/2027-05-05", json={"working": False})
    assert closed.status_code == 200, closed.text
    world.ids["policy"] = world.planner.get("/policies").json()[0]["version"]


def _draws(world: World) -> None:
    made = world.planner.post("/plans", json=joint_plan("free"))
    assert made.status_code == 201, made.text
    world.draw("checked", "J1")
    world.keep("approval", world.ask("checked", step="lock"))
    world.draw("test", "J2", mode="test")
    world.draw("waiting", "J3", sources={"physical": [{"what": "dice", "digits": 5}]})
    world.decide("waiting", step="lock")
    declared = world.planner.get(f"/draws/{world.ids['waiting']}").json()["declared"]
    world.ids["dice"] = next(one["number"] for one in declared if not one["by_service"])
    world.draw("void", "J4")
    world.decide("void", step="lock")
    world.decide("void", step="void", code="wrong_rules")
    _short_draw(world)
    _public_draw(world)


def _short_draw(world: World) -> None:
    short = world.draw("short", "J5", slots=[["fire"]])
    report = world.planner.get(f"/draws/{short}").json()["report"]
    offers = report["shortages"][0]["relaxations"]
    world.ids["offer"] = next(one["number"] for one in offers if one["change"] == "without_slot")


def _public_draw(world: World) -> None:
    public = world.draw("public", "J6", announced=True)
    world.decide("public", step="lock")
    world.decide("public", step="publish")
    found = world.planner.get(f"/draws/{public}").json()
    assert found["publication"] == "published", found
    world.ids["label"] = found["number"].removesuffix("/1")
    world.ids["target"] = world.drawn.problem.targets.ids[0]
    about = {"subject": world.ids["target"]}
    world.keep("job", world.planner.post(f"/draws/{public}/explanations", json=about))


def _tasks(world: World) -> None:
    drawn = world.drawn
    drawn.set_day("2026-11-26")
    drawn.dispatch(drawn.ALONE, drawn.JOINT)
    drawn.save(drawn.ALONE, drawn.leader(drawn.ALONE))
    world.keep("recusal", applied(drawn.officer(MEMBER), drawn.ALONE))
    leader = drawn.leader(drawn.ALONE).login.upper()
    asked = drawn.planner.post(
        f"/tasks/{drawn.ALONE}/vacancies",
        json={"kind": "officer", "officer_id": leader, "cause": "leave"},
    )
    world.keep("vacancy", asked)
    made = drawn.officer(MEMBER).post("/tasks/mine/feed")
    assert made.status_code == 201, made.text
    world.ids["feed"] = made.json()["url"].rpartition("/")[2].removesuffix(".ics")


def _results(world: World) -> None:
    """Publish the result of one task, and ask to publish that of another."""
    drawn = world.drawn
    first, second = "120116-2026-000001-P01-003", "120116-2026-000001-P01-001"
    world.ids["notice"] = drawn.published_result(first)["id"]
    drawn.record(second)
    drawn.confirm(second)
    world.keep("publication", drawn.planner.post("/publications", json={"draw_id": drawn.draw_id}))
    found = drawn.house.visitor().get("/public/notices", params={"kind": "draw"})
    world.ids["draw notice"] = found.json()["items"][0]["id"]


def _webhooks(world: World) -> None:
    admin = world.drawn.person("keeper", Role.ADMIN)
    for name, body_id in (("hook", None), ("own hook", LEAD)):
        made = admin.post(
            "/webhook-endpoints", json={"url": HOOK, "actions": ["*"], "body_id": body_id}
        )
        endpoint = world.keep(name, made)
        sent = admin.post(f"/webhook-endpoints/{endpoint}/test")
        world.keep(f"delivery to {name}", sent)
    events = admin.get("/events", params={"subject": "import", "body_id": LEAD}).json()["items"]
    world.ids["event"] = events[0]["id"]
    world.drawn.house.clock.now += timedelta(days=1)
