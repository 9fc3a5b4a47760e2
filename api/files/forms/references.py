"""Ids and names in documents that lead to other files."""

from __future__ import annotations

from api.files.forms.form import Entry
from api.files.known import Known


def refer_to(entry: Entry, key: str, text: str, known: Known | None, *, code: str) -> str:
    """Return the id that *text* means, after recording if nothing known is called so.

    *known* is None where the document is read alone: then nothing can be judged.
    """
    if known is None:
        return text
    found = known.resolve(text)
    if found not in known.ids:
        left_out = found in known.left_out
        entry.findings.entry_fault(
            "refers-to-left-out" if left_out else code, entry.at(key), found=text
        )
    return found
