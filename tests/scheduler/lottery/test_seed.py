"""One seed text has one form, and its keys can be repeated with hashlib or `sha256sum`."""

import hashlib
import pickle

import pytest

from scheduler.domain.problem import DrawNumber
from scheduler.lottery.seed import Keys, SeedTextError, check_seed_text, seed_text

NUMBER = DrawNumber(series="120116-2026-000001")
ENTROPY = "local " + "5e" * 32
TEXT = f"doubledraw-seed-1\ndraw 120116-2026-000001/1\nentropy {ENTROPY}\n"


def refused(text):
    with pytest.raises(SeedTextError) as caught:
        check_seed_text(text, NUMBER)
    return caught.value.line


def test_a_seed_text_names_the_draw_and_its_entropy():
    assert seed_text(NUMBER, (ENTROPY,)) == TEXT


def test_a_text_of_several_sources_keeps_their_order():
    text = seed_text(DrawNumber(series="X", attempt=3), ("dice 31415", "local aa"))

    assert text == "doubledraw-seed-1\ndraw X/3\nentropy dice 31415\nentropy local aa\n"


def test_what_was_written_is_accepted():
    check_seed_text(TEXT, NUMBER)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TEXT.replace("\n", "\r\n"), 1),  # another system's line ends
        (TEXT.replace("\n", "\r\n", 1), 1),  # one of them
        (TEXT.replace("\n", "\r"), 1),
        (TEXT[:-1], 3),  # the last line feed lost
        (TEXT + "\n", 4),  # an empty line at the end
        (TEXT.replace("\ndraw", "\n\ndraw"), 2),
        (TEXT.replace("draw 1", "draw  1"), 2),  # a double space
        (TEXT.replace("draw 1", "draw\t1"), 2),
        (TEXT.replace("\nentropy", "\n entropy"), 3),
        (TEXT.replace("seed-1\n", "seed-1 \n"), 1),
        ("\ufeff" + TEXT, 1),  # a byte-order mark
        (TEXT.replace("local", "lоcal"), 3),  # a Cyrillic o
        (TEXT.replace("seed-1", "seed-2"), 1),  # another version
        (TEXT.replace("000001/1", "000002/1"), 2),  # another draw
        (TEXT.replace("000001/1", "000001/2"), 2),  # another attempt
        (TEXT.replace("doubledraw-seed-1\n", ""), 1),  # a missing line
        (TEXT.replace("draw 120116-2026-000001/1\n", ""), 2),
        (TEXT.replace(f"entropy {ENTROPY}\n", ""), 3),
        (TEXT + "note hello\n", 4),  # not a source of entropy
        (TEXT + "entropy\n", 4),
        ("", 1),
        ("\n", 1),
    ],
)
def test_any_other_form_is_refused_with_its_line(text, line):
    assert refused(text) == line


def test_a_source_that_would_break_the_form_is_refused_when_it_is_written():
    with pytest.raises(SeedTextError):
        seed_text(NUMBER, ("local aa\nentropy local bb ",))


def test_no_source_is_no_seed():
    with pytest.raises(SeedTextError):
        seed_text(NUMBER, ())


def test_keys_are_hashes_of_hashes_in_hexadecimal():
    def sha(text):
        return hashlib.sha256(text.encode()).hexdigest()

    root = sha(TEXT)
    expected = Keys(
        target=sha(root + "/target"), officer=sha(root + "/officer"), day=sha(root + "/day")
    )
    assert Keys.from_seed(TEXT) == expected


def test_an_error_crosses_a_process():
    error = SeedTextError(2, "'draw X/1'")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (copy.line, copy.expected) == (2, "'draw X/1'")
    assert copy.facts == {"line": 2, "expected": "'draw X/1'"}
    assert str(copy) == "Seed text, line 2: expected 'draw X/1'."
