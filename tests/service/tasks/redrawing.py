"""What tests of recusals and vacancies do again and again."""

from __future__ import annotations


def member(drawn, number, body_id=None, role=None):
    """Return the id of the first of a task's team who is of a body and has a role."""
    team = drawn.task(number)["team"]
    fits = (
        one["officer_id"]
        for one in team
        if body_id in (None, one["body_id"]) and role in (None, one["role"])
    )
    return next(fits)


def applied(person, number, **given):
    """Apply for a recusal."""
    said = {"relation": "in_law", "reason": "cousin of the owner", **given}
    return person.post(f"/tasks/{number}/recusals", json=said)


def decided(person, recusal, *, avoid=True, reason="as he says"):
    """Let the head of a body decide an application."""
    return person.post(
        f"/recusals/{recusal.json()['id']}/decide",
        json={"avoid": avoid, "reason": reason},
        headers={"If-Match": recusal.headers["etag"]},
    )


def recused(drawn, number, officer_id):
    """Let an officer apply and the head of his body say that he avoids; return the vacancy."""
    made = applied(drawn.officer(officer_id), number)
    assert made.status_code == 201, made.text
    found = decided(drawn.head(officer_id[:3]), made)
    assert found.status_code == 200, found.text
    return found.json()["vacancy_id"]


def vacated(drawn, number, **given):
    """Let two people say that a place or a target came free; return what came of it."""
    asked = drawn.planner.post(f"/tasks/{number}/vacancies", json=given)
    assert asked.status_code == 201, asked.text
    return confirmed(drawn, asked.json()["id"])


def confirmed(drawn, vacancy_id):
    """Let the second person confirm; return what came of it."""
    done = drawn.second.post(f"/vacancies/{vacancy_id}/confirm")
    assert done.status_code == 202, done.text
    return drawn.planner.get(f"/vacancies/{vacancy_id}").json()


def team_of(drawn, number):
    """Return how each of a task's team came to his place."""
    return {one["officer_id"]: one["state"] for one in drawn.task(number)["team"]}
