"""What other files of the folder have said: ids, and the names that stand for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from api.files.imports import LeftOut
from api.files.tables.parsing import Parsed


@dataclass(frozen=True, kw_only=True)
class Known:
    """Ids of a table that was read.

    *names* leads from a name to its id where the name is unique. *left_out* are ids and names of
    rows with faults: what refers to them is not wrong itself, but cannot stay without them. A name
    that also stands in such a row is not unique: it must not lead to the other one who has it.
    """

    ids: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]], left_out: LeftOut | None = None) -> Known:
        """Build from (id, name)."""
        listed, out = list(pairs), left_out or LeftOut()
        ids = frozenset(pair[0] for pair in listed)
        times = Counter(name for _, name in listed)
        names = {name: key for key, name in listed if times[name] == 1}
        unique = names.keys() - ids - out.names
        return cls(
            ids=ids,
            names={name: names[name] for name in sorted(unique)},
            left_out=out.ids | out.names,
        )

    def resolve(self, text: str) -> str:
        """Return the id that *text* means; *text* itself if it is no known name."""
        return self.names.get(text, text)


def refer(parsed: Parsed, name: str, known: Known | None, *, code: str) -> None:
    """Turn names in a column of references into ids, and record those that lead nowhere.

    *known* is None where the file is read alone: then nothing can be judged.
    """
    if known is None or not parsed.has(name):
        return
    column = pl.col(name)
    parsed.frame = parsed.frame.with_columns(column.replace(dict(known.names)))
    out = column.is_in(sorted(known.left_out - known.ids))
    parsed.fault(~column.is_in(sorted(known.ids)) & ~out, code, name)
    parsed.fault(out, "refers-to-left-out", name)


def resolve_members(parsed: Parsed, name: str, known: Known | None) -> None:
    """Turn names in a column of lists into ids."""
    if known is None or not parsed.has(name) or not known.names:
        return
    parsed.frame = parsed.frame.with_columns(
        pl.col(name).list.eval(pl.element().replace(dict(known.names)))
    )


def notice_strangers(parsed: Parsed, name: str, known: Known | None, *, code: str) -> None:
    """Record, as something to know, members of lists that are in no other file."""
    if known is None or not parsed.has(name):
        return
    strangers = pl.element().is_in(sorted(known.ids | known.left_out)).not_()
    parsed.notice(pl.col(name).list.eval(strangers).list.any(), code, name)
