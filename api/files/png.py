"""Images of signatures: a real PNG by its bytes, small, and without what else one may carry.

Only what makes the picture is kept: a photo program may have added a place, a name, a comment.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
MOST_PIXELS = 4_000_000
SIDES = 7
"""Bytes after the two sides in the header."""

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by type of colour."""

DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class Chunk(NamedTuple):
    """A part of the file."""

    kind: bytes
    content: bytes

    def encode(self) -> bytes:
        """Return it as it stands in a file."""
        told = self.kind + self.content
        return len(self.content).to_bytes(4, "big") + told + zlib.crc32(told).to_bytes(4, "big")


def plain_png(content: bytes) -> bytes | None:
    """Return the picture alone; None if *content* is no whole PNG of a size that makes sense."""
    if not content.startswith(SIGNATURE):
        return None
    try:
        chunks = list(_chunks(content[len(SIGNATURE) :]))
        sound = _is_sound(chunks)
    except (ValueError, zlib.error):
        return None
    if not sound:
        return None
    return SIGNATURE + b"".join(one.encode() for one in chunks if one.kind in KEPT)


def _chunks(rest: bytes) -> Iterator[Chunk]:
    """Yield the parts; raises ValueError if one is cut off, damaged, or something follows."""
    while rest:
        size = int.from_bytes(rest[:4], "big")
        kind, content, check = rest[4:8], rest[8 : 8 + size], rest[8 + size : 12 + size]
        if len(check) != len(b"crc4") or zlib.crc32(kind + content) != int.from_bytes(check, "big"):
            raise ValueError(kind)
        rest = rest[12 + size :]
        yield Chunk(kind, content)
        if kind == b"IEND" and rest:
            raise ValueError(kind)


def _is_sound(chunks: list[Chunk]) -> bool:
    if len(chunks) < len((b"IHDR", b"IDAT", b"IEND")):
        return False
    kinds = [one.kind for one in chunks]
    if kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or kinds.count(b"IHDR") != 1:
        return False
    expected = _unpacked_size(chunks[0].content)
    return expected is not None and expected == _found_size(chunks, expected)


def _unpacked_size(header: bytes) -> int | None:
    """Return how many bytes the picture unfolds to; None if the header makes no sense."""
    if len(header) != 8 + 5:
        return None
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour, packing, filtering, interlaced = header[8:]
    if not (width and height) or width * height > MOST_PIXELS:
        return None
    if depth not in DEPTHS.get(colour, ()) or packing or filtering or interlaced:
        return None
    return height * (1 + (width * CHANNELS[colour] * depth + 7) // 8)


def _found_size(chunks: list[Chunk], expected: int) -> int:
    """Return how many bytes it does unfold to, as far as *expected* and one more."""
    packed = zlib.decompressobj()
    data = b"".join(one.content for one in chunks if one.kind == b"IDAT")
    found = packed.decompress(data, expected + 1)
    return len(found) if packed.eof else expected + 1
