"""Tickets of a district's and a province's registry."""

import pytest

from scheduler.lottery.tickets import ticket_order, tickets

KEY = "7" * 64
SIZES = [100_000, 1_000_000]


@pytest.fixture(scope="module", params=SIZES)
def ids(request):
    return [f"91120116MA{number:08}" for number in range(request.param)]


def test_tickets(benchmark, ids):
    assert len(benchmark.pedantic(tickets, (KEY, ids), rounds=3)) == len(ids)


def test_order(benchmark, ids):
    values = tickets(KEY, ids)

    assert len(benchmark.pedantic(ticket_order, (values,), rounds=3)) == len(ids)
