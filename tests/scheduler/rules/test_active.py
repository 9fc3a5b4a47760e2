from scheduler.rules import active


def test_accepts_targets_in_business(case):
    assert case.breaches(active) == []


def test_reports_a_drawn_target_that_has_closed(case):
    assert case.target("T5", active=False).breaches(active) == [("P1", "T5")]


def test_reports_a_reserve_that_has_closed(case):
    assert case.target("T2", active=False).breaches(active) == [("P1", "T2")]


def test_accepts_a_closed_target_on_a_list(case):
    assert case.target("T8", active=False).breaches(active) == []
