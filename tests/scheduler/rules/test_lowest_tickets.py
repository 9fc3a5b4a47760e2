from dataclasses import replace

import polars as pl
import pytest

from scheduler.domain.plans import DrawnTargets
from scheduler.domain.policy import Coordination
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import EVERYTHING
from scheduler.rules import lowest_tickets
from tests.crossed import by_ticket, crossed, figures, selected
from tests.shelf import stratum_pool
from tests.shelf_book import SEED_TEXT, drawn, sha, ticket

TARGET_KEY = sha(sha(SEED_TEXT) + "/target")


def test_accepts_the_lowest_tickets_of_each_stratum(case):
    assert case.breaches(lowest_tickets) == []


def test_reports_whoever_was_drawn_instead_of_the_lowest(case):
    swapped = case.selection("P1", "T1", reserve=True).selection("P1", "T2", reserve=False)

    assert swapped.breaches(lowest_tickets) == [("P1", "T1"), ("P1", "T2")]


def test_reports_a_rank_out_of_order(case):
    assert case.selection("P1", "T5", rank=1).breaches(lowest_tickets) == [("P1", "T5")]


def test_reports_a_made_up_ticket(case):
    forged = case.selection("P1", "T3", ticket="0" * 64)

    assert forged.breaches(lowest_tickets) == [("P1", "T3")]


def test_reports_a_reserve_left_out(case):
    assert case.without_selection("P1", "T4").breaches(lowest_tickets) == [("P1", "T4")]


def test_reports_a_target_outside_the_pool(case):
    stranger = case.selecting(drawn("P1", ("A",), "T7", 3, reserve=True))

    assert stranger.breaches(lowest_tickets) == [("P1", "T7")]


def test_reports_a_target_named_twice(case):
    twice = case.selecting(drawn("P1", ("A",), "T1", 1))

    assert twice.breaches(lowest_tickets) == [("P1", "T1")]


def test_reports_a_selection_for_a_stratum_without_a_pool(case):
    assert case.selection("P1", "T1", stratum=("C",)).breaches(lowest_tickets) == [
        ("P1", "T1"),  # missing in A
        ("P1", "T1"),  # found in C
    ]


def test_reports_a_selection_for_an_unknown_plan(case):
    assert case.selecting(drawn("P9", (), "T1", 1)).breaches(lowest_tickets) == [("P9", "T1")]


def test_reports_a_wrong_cutoff(case):
    moved = case.figures("P1", ("B",), cutoff=ticket("T4"))

    assert moved.breaches(lowest_tickets) == [("P1", "B")]


def test_reports_a_target_in_a_stratum_that_is_not_its_own(case):
    riskier = case.target("T5", credit_risk_class="C")

    assert riskier.breaches(lowest_tickets) == [("P1", "B", "T5")]


def test_accepts_a_dash_for_a_target_without_a_value(case):
    unknown = case.target("T5", credit_risk_class=None).target("T3", credit_risk_class=None)
    strata = (stratum_pool(("-",), [2, 4], 2), case.lock.pools[0].strata[0])
    dashed = (
        unknown.pool("P1", strata=strata)
        .figures("P1", ("B",), stratum=("-",))
        .selection("P1", "T3", stratum=("-",))
        .selection("P1", "T5", stratum=("-",))
        .without_selection("P1", "T4")
    )

    assert dashed.breaches(lowest_tickets) == []


@pytest.mark.parametrize(("min_reserves", "expected"), [(1, []), (0, [("P2", "T3")])])
def test_accepts_exactly_the_reserves_of_the_policy(case, min_reserves, expected):
    # P2 draws one target; with no reserves at all, T3 must not stand by.
    fewer = case.policy(min_reserves=min_reserves, reserve_ratio=0)
    only_p2 = fewer.without_selection("P1", "T4") if not min_reserves else fewer

    found = [subjects for subjects in only_p2.breaches(lowest_tickets) if subjects[0] == "P2"]

    assert found == expected


def test_accepts_no_reserves_where_nobody_is_drawn(case):
    nobody = (
        case.pool("P2", strata=(stratum_pool((), [0, 2], 0),))
        .figures("P2", (), cutoff="")
        .without_selection("P2", "T1")
        .without_selection("P2", "T3")
    )

    assert nobody.breaches(lowest_tickets) == []


def test_accepts_a_key_for_each_plan_in_an_independent_draw(case):
    def own(plan_id, target_id):
        return sha(sha(f"{TARGET_KEY}/{plan_id}") + target_id)

    independent = case.policy(coordination=Coordination.INDEPENDENT)
    order = sorted(["T1", "T3"], key=lambda target_id: own("P2", target_id))
    redrawn = [
        replace(drawn("P2", (), name, rank, reserve=rank > 1), ticket=own("P2", name))
        for rank, name in enumerate(order, start=1)
    ]
    others = [one for one in case.book.selections if one.plan_id != "P2"]
    right = independent.drawing(selections=(*others, *redrawn)).figures(
        "P2", (), cutoff=redrawn[0].ticket
    )

    assert [subjects for subjects in right.breaches(lowest_tickets) if subjects[0] == "P2"] == []
    assert ("P2", "T1") in independent.breaches(lowest_tickets)


def weighted(case, weights):
    """Give the targets an extra column of weights, and P2 a quota that uses it."""
    problem = case.lock.problem
    frame = problem.targets.frame.with_columns(pl.Series("staff", weights, pl.String()))
    quota = Quota(kind=QuotaKind.COUNT, otherwise=1, weight_column="staff")
    return case.problem(targets=TargetRegistry.from_frame(frame)).plan(
        "P2", targets=DrawnTargets(scope=EVERYTHING, quota=quota)
    )


def lowest_of(target_id, weight):
    return min(sha(f"{TARGET_KEY}{target_id}#{j}") for j in range(1, weight + 1))


@pytest.mark.parametrize(
    ("text", "weight"), [(None, 1), ("0", 1), ("1", 1), ("5", 5), ("64", 64), ("65", 64)]
)
def test_accepts_the_lowest_of_as_many_tickets_as_the_weight(case, text, weight):
    tickets = {"T1": lowest_of("T1", weight), "T3": lowest_of("T3", 2)}
    order = sorted(tickets, key=tickets.__getitem__)
    redrawn = [
        replace(drawn("P2", (), name, rank, reserve=rank > 1), ticket=tickets[name])
        for rank, name in enumerate(order, start=1)
    ]
    others = [one for one in case.book.selections if one.plan_id != "P2"]
    heavy = (
        weighted(case, [text, "1", "2", "1", "1", "1", "1", "1"])
        .drawing(selections=(*others, *redrawn))
        .figures("P2", (), cutoff=tickets[order[0]])
    )

    assert heavy.breaches(lowest_tickets) == []


def test_reports_a_plain_ticket_where_weights_apply(case):
    plain = weighted(case, ["1"] * 8)

    assert ("P2", "T1") in plain.breaches(lowest_tickets)


# --- overlapping quotas ------------------------------------------------------------------------


@pytest.mark.parametrize("counts", [(1, 1, 1, 1), (0, 2, 2, 0)])
def test_accepts_the_lowest_tickets_of_each_cell_however_many_were_drawn(counts):
    case = crossed().drawing(selections=selected(counts), strata=figures(counts))

    assert case.breaches(lowest_tickets) == []


def test_reports_a_higher_ticket_of_the_same_cell():
    low, high = by_ticket(("east", "food"))
    swapped = crossed().selection("P1", low, reserve=True).selection("P1", high, reserve=False)

    assert swapped.breaches(lowest_tickets) == sorted([("P1", low), ("P1", high)])


def test_reports_a_reserve_of_a_cell_left_out():
    last = by_ticket(("west", "food"))[-1]

    assert crossed().without_selection("P1", last).breaches(lowest_tickets) == [("P1", last)]


def test_reports_reserves_of_a_cell_that_gave_nobody():
    case = crossed().drawing(selections=selected((0, 2, 2, 0)), strata=figures((0, 2, 2, 0)))
    waiting = replace(selected((1, 1, 1, 1))[0], reserve=True)

    assert case.selecting(waiting).breaches(lowest_tickets) == [("P1", waiting.target_id)]


def test_reports_a_target_in_a_cell_that_is_not_its_own():
    assert crossed().target("T5", street="east").breaches(lowest_tickets) == [
        ("P1", "west", "shop", "T5")
    ]


def test_reports_a_wrong_cutoff_of_a_cell():
    wrong = crossed().figures("P1", ("west", "food"), cutoff=ticket("T5"))

    assert wrong.breaches(lowest_tickets) == [("P1", "west", "food")]
