"""A file that remembers why it could not be written: libraries tell that in words alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from polars.exceptions import PolarsError


class WatchedFile(io.RawIOBase):
    """A file to write; *failure* is the error that ended it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self.failure: OSError | None = None

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, content: object) -> int:  # as wide as that of the class above
        """Write *content*, or remember why not."""
        try:
            return self._file.write(content)  # type: ignore[call-overload, no-any-return]
        except OSError as error:
            self.failure = error
            raise


@contextmanager
def watched(path: Path) -> Iterator[IO[bytes]]:
    """Open the file at *path* for Polars to write.

    Raises:
        OSError: if it could not be written, with its number, like that of a full disk.
    """
    with path.open("wb", buffering=0) as file:
        target = WatchedFile(file)
        try:
            yield cast("IO[bytes]", target)
        except PolarsError:
            if target.failure is not None:
                raise target.failure from None
            raise
