"""What the terminal says of every world of the gallery, in both languages, word for word.

The texts stand in `tests/golden/gallery.zh.txt` and `gallery.en.txt`, to be read by people. After a
change of words run `REWRITE_GOLDEN=1 pytest tests/journeys/test_gallery.py` and read them again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.cli import day_shortages, pool_shortages, shortages
from scenarios.gallery.names import GALLERY
from tests.journeys.terminal import answer, call

GOLDEN = Path(__file__).parents[1] / "golden"
HEADINGS = (pool_shortages.HEADING, shortages.CERTAIN, shortages.POSSIBLE, day_shortages.HEADING)
DRAWABLE = {"more_than_there_are", "a_class_too_small"}


def code_of(name):
    return 0 if name in DRAWABLE else 4


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    shelf = tmp_path_factory.mktemp("gallery")
    for name in GALLERY:
        assert call("scenario", name, "--out", shelf / name) == 0
    return shelf


@pytest.fixture
def said(folders, capsys, monkeypatch):
    """Check a world at a terminal of 100 columns; return what is said after the tables."""
    monkeypatch.setenv("COLUMNS", "100")

    def check(name, lang):
        capsys.readouterr()
        assert call("check", folders / name, "--lang", lang) == code_of(name)
        lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        begins = tuple(getattr(heading, lang)[:12] for heading in HEADINGS)
        first = next(n for n, line in enumerate(lines) if line.startswith(begins))
        return "\n".join(lines[first:]).replace(str(folders / name), "DIR")

    return check


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_short_is_told_word_for_word(said, lang):
    told = "\n".join(f"=== {name}\n{said(name, lang)}\n" for name in sorted(GALLERY))
    path = GOLDEN / f"gallery.{lang}.txt"
    if "REWRITE_GOLDEN" in os.environ:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


def refused_alike(folder, out, capsys, name):
    """Assert that a machine is told what is short, and that a draw refuses what the check does."""
    kinds = ("shortages", "day_shortages")
    code, checked = answer(capsys, "check", folder)
    drawn_code, drawn = answer(capsys, "draw", folder, "--out", out)

    assert code == drawn_code == code_of(name)
    assert checked["pool_shortages"] or all(
        one["relaxations"] for kind in kinds for one in checked[kind]
    )
    if code:
        assert [drawn[kind] for kind in kinds] == [checked[kind] for kind in kinds]
        assert not out.exists()


@pytest.mark.parametrize("name", ["apart_by_halves", "busy_weeks", "more_than_there_are"])
def test_a_draw_refuses_what_the_check_does(folders, tmp_path, capsys, name):
    refused_alike(folders / name, tmp_path / "out", capsys, name)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(GALLERY))
def test_every_draw_refuses_what_the_check_does(folders, tmp_path, capsys, name):
    refused_alike(folders / name, tmp_path / "out", capsys, name)
