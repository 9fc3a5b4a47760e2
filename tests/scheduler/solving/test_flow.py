"""Maximum flows agree with the smallest cut found by trying all of them."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from scheduler.solving.flow import SINK, SOURCE, Network, solve

NODES = 5
ARCS = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(0, 5)).filter(
        lambda arc: arc[0] != arc[1] and arc[0] != SINK and arc[1] != SOURCE
    ),
    max_size=10,
)


def cut_value(arcs, side):
    return sum(capacity for tail, head, capacity in arcs if side[tail] and not side[head])


@given(ARCS)
def test_the_flow_is_the_least_cut_and_names_one(arcs):
    network = Network(n_nodes=NODES)
    for arc in arcs:
        network.arc(*arc)
    sides = [(True, False, *rest) for rest in product((False, True), repeat=NODES - 2)]

    found = solve(network)

    assert found.value == min(cut_value(arcs, side) for side in sides)
    assert cut_value(arcs, found.source_side) == found.value
    assert found.source_side[SOURCE]
    assert not found.source_side[SINK]
