"""Lines end where a reader of Chinese or English expects it, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from api.cli.prose import Prose


def lines(text, width):
    return [line.plain for line in Prose(text).wrap(Console(), width)]


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        ("计划书在这里，先看封面。", 12, ["计划书在这", "里，先看封", "面。"]),
        (
            "证书有效期至 2026-12-30，之后不再安排",
            20,
            ["证书有效期至", "2026-12-30，之后不再", "安排"],
        ),
        ("none of 4 officers could go", 12, ["none of 4", "officers", "could go"]),
        ("区城管委（塘沽）", 10, ["区城管委", "（塘沽）"]),
        ("91120116MA13M98L9G", 10, ["91120116MA", "13M98L9G"]),
        ("", 10, [""]),
    ],
)
def test_breaks_chinese_anywhere_but_before_what_closes(text, width, told):
    assert lines(text, width) == told


@given(st.text("甲乙，。（）ab1 /-“”\n", max_size=60), st.integers(4, 30))
def test_every_sign_is_shown_and_no_line_is_too_long(text, width):
    found = lines(text, width)

    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in found)
