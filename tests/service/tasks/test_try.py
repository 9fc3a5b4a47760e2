import time
from tests.service.drawn import drawn_in


def test_a(house):
    t = time.time()
    d = drawn_in(house)
    print("A", time.time() - t)


def test_b(house):
    t = time.time()
    d = drawn_in(house)
    print("B", time.time() - t, d.label)
