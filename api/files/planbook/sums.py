"""SHA256SUMS, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from api.files.planbook.comparison import Difference
from api.files.planbook.contents import SUMS
from scheduler.evidence.commitments import sha256_hex

LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def check_sums(files: Mapping[str, bytes]) -> Iterator[Difference]:
    """Yield every file that does not have the sum stated for it, is missing, or is not stated."""
    stated: dict[str, str] = {}
    for number, line in enumerate(files[SUMS].decode(errors="replace").splitlines(), start=1):
        match = LINE.fullmatch(line)
        if match is None:
            yield Difference("sums-line-broken", SUMS, row=number)
        else:
            stated[match[2]] = match[1]
    for name in sorted(stated.keys() | files.keys() - {SUMS}):
        if name not in files:
            yield Difference("file-gone", name)
        elif name not in stated:
            yield Difference("file-not-stated", name)
        elif sha256_hex(files[name]) != stated[name]:
            yield Difference("sum-differs", name)
