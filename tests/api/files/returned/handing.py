"""Hand a file back as the service does: read it, return it, read what was returned."""

from __future__ import annotations

from pathlib import Path

from api.files.returned.file import returned_file
from api.files.targets import read_targets


def hand_back(path, lang="zh", *, table="targets", read=read_targets):
    """Return the path of the returned file, written beside; None if there is none."""
    found = read(path)
    returned = returned_file(
        path.name,
        path.read_bytes(),
        table=table,
        faults=found.faults,
        notices=found.notices,
        lang=lang,
    )
    if returned is None:
        return None
    name, content = returned
    (path.parent / name).write_bytes(content)
    return path.parent / name


def text_of(path: Path) -> str:
    """Return a returned CSV as text; it begins with a mark."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def told(faults, shift=0):
    """Return faults with all that they say but the name of the file, sorted."""

    def facts(fault):
        rows = {name: fault.facts[name] + shift for name in ("row", "first") if name in fault.facts}
        return tuple(sorted(({**fault.facts, **rows, "file": ""}).items()))

    return sorted((fault.code, facts(fault)) for fault in faults)
