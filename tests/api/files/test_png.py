"""An image of a signature is a whole PNG, and carries nothing but the picture."""

from __future__ import annotations

import struct
import zlib

import pytest

from api.files.png import SIGNATURE, plain_png


def chunk(kind, content):
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def header(width=3, height=2, depth=8, colour=0, interlaced=0):
    return struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)


def rows(width=3, height=2, channels=1):
    return b"".join(b"\0" + b"\xff" * (width * channels) for _ in range(height))


def image(*chunks):
    return SIGNATURE + b"".join(chunk(kind, content) for kind, content in chunks)


PICTURE = (b"IDAT", zlib.compress(rows()))
END = (b"IEND", b"")
GOOD = image((b"IHDR", header()), PICTURE, END)


def test_a_picture_stays_as_it_is():
    assert plain_png(GOOD) == GOOD


@pytest.mark.parametrize(("colour", "channels"), [(0, 1), (2, 3), (4, 2), (6, 4)])
def test_pictures_have_colours_of_several_kinds(colour, channels):
    given = image(
        (b"IHDR", header(colour=colour)),
        (b"IDAT", zlib.compress(rows(channels=channels))),
        END,
    )

    assert plain_png(given) == given


def test_a_picture_may_come_in_parts():
    packed = PICTURE[1]
    given = image((b"IHDR", header()), (b"IDAT", packed[:5]), (b"IDAT", packed[5:]), END)

    assert plain_png(given) == given


@pytest.mark.parametrize("kind", [b"tEXt", b"eXIf", b"iTXt", b"tIME", b"pHYs"])
def test_what_else_a_file_carries_is_left_out(kind):
    given = image((b"IHDR", header()), (kind, b"13800138000"), PICTURE, END)

    assert plain_png(given) == GOOD


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\xff\xd8\xff\xe0 a photo",
        SIGNATURE,
        GOOD[:-1],
        GOOD + b"<script>",
        GOOD.replace(b"IDAT", b"IDAU"),
        GOOD[:40] + bytes([GOOD[40] ^ 1]) + GOOD[41:],
        image((b"IHDR", header()), END),
        image(PICTURE, (b"IHDR", header()), END),
        image((b"IHDR", header()), (b"IHDR", header()), PICTURE, END),
        image((b"IHDR", header()), PICTURE),
        image((b"IHDR", header()[:-1]), PICTURE, END),
        image((b"IHDR", header(width=0)), PICTURE, END),
        image((b"IHDR", header(width=4)), PICTURE, END),
        image((b"IHDR", header(height=3)), PICTURE, END),
        image((b"IHDR", header(depth=3)), PICTURE, END),
        image((b"IHDR", header(colour=5)), PICTURE, END),
        image((b"IHDR", header(interlaced=1)), PICTURE, END),
        image((b"IHDR", header(width=65_535, height=65_535)), PICTURE, END),
        image((b"IHDR", header()), (b"IDAT", b"not packed"), END),
        image((b"IHDR", header()), (b"IDAT", PICTURE[1][:-5]), END),
        image((b"IHDR", header()), (b"IDAT", zlib.compress(b"\0" * 100_000_000)), END),
        image((b"IHDR", header()), PICTURE, END) + image((b"IHDR", header()), PICTURE, END),
        SIGNATURE + b"\xff\xff\xff\xffIHDR" + b"x" * 20,
    ],
)
def test_whatever_is_no_whole_picture_is_refused(given):
    assert plain_png(given) is None
