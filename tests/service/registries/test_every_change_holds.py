"""Whatever a registry is and is to be: a change makes it so, and what it was can still be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import reduce

import polars as pl
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from api import tables
from api.records.registries.changing import apply_difference
from api.records.registries.differences import Difference, Mode, difference
from api.records.registries.frames import held_frame, registry_frame
from api.records.registries.kinds import KINDS
from api.tables.registries import RegistryChange
from scheduler.domain.frames import canonical_csv

assert tables  # imported for what it declares

FEW = settings(max_examples=25, deadline=None)
SIGNS = st.characters(codec="utf-8", exclude_characters="\0")
TEXT = st.text(SIGNS, min_size=1, max_size=6)
KEY = st.sampled_from(["A", "B", "C", "D"])
LIST = st.lists(TEXT, max_size=3).map(sorted)
OF_TYPE = {
    pl.String(): TEXT,
    pl.Boolean(): st.booleans(),
    pl.Int32(): st.integers(-(1 << 31), (1 << 31) - 1),
    pl.Date(): st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    pl.List(pl.String()): LIST,
}


def cells(kind, name, form):
    """Return a strategy for a cell: keys from a few, no value where the table allows it."""
    if name in kind.identity and form == pl.String():
        return KEY
    column = kind.table.__table__.c[name]
    return st.none() | OF_TYPE[form] if column.nullable else OF_TYPE[form]


def frames(kind):
    """Return a strategy for what a registry may be."""
    columns = {name: cells(kind, name, form) for name, form in kind.schema.items()}
    schema = dict(kind.schema)
    if kind.keeps_extra:
        further = {"经营范围": st.none() | TEXT, 'a "heading"\\n': st.none() | TEXT}
        columns |= further
        schema |= dict.fromkeys(further, pl.String())

    def frame(rows):
        return pl.DataFrame(rows, schema).unique(kind.identity, keep="first").sort(kind.identity)

    return st.lists(st.fixed_dictionaries(columns), max_size=5).map(frame)


def histories(kind):
    """Return a strategy for what a registry is told to be, one time after the other."""
    return st.lists(st.tuples(frames(kind), st.sampled_from(list(Mode))), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def engine():
    """An empty database; each example undoes what it did."""
    made = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    SQLModel.metadata.create_all(made)
    return made


def keep(session, kind, wanted, mode) -> tuple[int, Difference]:
    found = difference(kind, held_frame(session, kind), wanted, mode)
    change = RegistryChange(kind=kind.name, at=datetime(2026, 1, 1, tzinfo=UTC), actor="a")
    session.add(change)
    session.flush()
    apply_difference(session, kind, change, found)
    return change.id, found


def merged(kind, current, wanted):
    """Return in plain Python what a merge must come to."""
    rows = {tuple(row[name] for name in kind.identity): row for row in current.to_dicts()}
    rows |= {tuple(row[name] for name in kind.identity): row for row in wanted.to_dicts()}
    schema = {**current.schema, **wanted.schema}
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows.values()], schema)


def as_kept(kind, frame):
    """Return the canonical text of a frame without columns in which nothing stands."""
    empty = [
        name
        for name in frame.columns
        if name not in kind.schema and frame[name].null_count() == frame.height
    ]
    kept = frame.drop(empty)
    further = sorted(set(kept.columns) - set(kind.schema))
    return canonical_csv(kept.select(*kind.schema, *further).sort(kind.identity))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@given(data=st.data())
@FEW
def test_replacing_makes_the_registry_what_the_file_is(engine, kind, data):
    first, second = data.draw(frames(kind)), data.draw(frames(kind))
    with Session(engine) as session:
        keep(session, kind, first, Mode.REPLACE)
        _, found = keep(session, kind, second, Mode.REPLACE)

        assert as_kept(kind, registry_frame(session, kind)) == as_kept(kind, second)
        assert found.added.height + first.height - found.removed.height == second.height
        assert difference(kind, held_frame(session, kind), second, Mode.REPLACE).is_empty


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@given(data=st.data())
@FEW
def test_merging_changes_what_is_named_and_ends_nothing(engine, kind, data):
    first, second = data.draw(frames(kind)), data.draw(frames(kind))
    with Session(engine) as session:
        keep(session, kind, first, Mode.REPLACE)
        _, found = keep(session, kind, second, Mode.MERGE)

        wanted = merged(kind, first, second)
        assert as_kept(kind, registry_frame(session, kind)) == as_kept(kind, wanted)
        assert found.removed.is_empty()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@given(data=st.data())
@FEW
def test_history_gives_back_every_state_that_there_was(engine, kind, data):
    with Session(engine) as session:
        states = {}
        for wanted, mode in data.draw(histories(kind)):
            number, _ = keep(session, kind, wanted, mode)
            states[number] = as_kept(kind, registry_frame(session, kind))

        for number, state in states.items():
            assert as_kept(kind, registry_frame(session, kind, number)) == state
        assert registry_frame(session, kind, min(states) - 1).is_empty()


@pytest.mark.parametrize("name", ["bodies", "targets"])
@given(data=st.data())
@FEW
def test_a_row_that_stays_the_same_is_not_written_again(engine, name, data):
    kind = KINDS[name]
    steps = data.draw(histories(kind))
    with Session(engine) as session:
        written = reduce(
            lambda count, step: count + _rows_written(keep(session, kind, *step)[1]), steps, 0
        )

        table = kind.table.__table__
        assert session.execute(sa.select(sa.func.count()).select_from(table)).scalar() == written


def _rows_written(found):
    return found.added.height + found.changed.height
