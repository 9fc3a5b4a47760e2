"""What tests of results do again and again."""

from __future__ import annotations


def results(drawn, number=None):
    found = drawn.planner.get(f"/tasks/{number or drawn.ALONE}/results")
    assert found.status_code == 200, found.text
    return found.json()


def submit(drawn, number=None, by=None):
    number = number or drawn.ALONE
    return (by or drawn.leader(number)).post(f"/tasks/{number}/result/submit")


def missing(refused):
    assert refused.status_code == 422, refused.text
    return sorted((fault["code"], fault["place"]) for fault in refused.json()["faults"])
