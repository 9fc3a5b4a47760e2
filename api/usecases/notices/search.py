"""Search the notices that count: by words, by code, by kind and body, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from api.files.planbook.totals import BEIJING
from api.tables.notices import NoticeGram, NoticeHead, NoticeRow
from api.usecases.notices.grams import SHORTEST, middle_first, terms_of
from api.usecases.notices.kinds import NoticeKind
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction

NOTICE, NOTICE_HEAD, NOTICE_GRAM = (
    SQLModel.metadata.tables[str(row.__tablename__)] for row in (NoticeRow, NoticeHead, NoticeGram)
)
MOST_TERMS = 5
RARE_ENOUGH = 500
"""A pair of characters in fewer notices than this needs no comparison with others."""

LOOKED_AT = 20_000
"""Notices with the rarest pair that are looked at: words that everybody has end there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for."""

    words: str = ""
    code: str | None = None
    kind: NoticeKind | None = None
    body_id: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A notice that counts, for a list."""

    id: int
    kind: str
    subject: str
    title: str
    target_name: str | None
    target_code: str | None
    body_id: str | None
    published_at: datetime
    digest: str


def search(
    tx: Transaction, asked: Asked, *, before: int | None = None, limit: int = 50
) -> Sequence[Hit]:
    """Return notices that count and fit, newest first; one more than *limit*.

    Raises:
        FaultsError: if a word is too short to be looked for.
    """
    head, notice = NOTICE_HEAD.c, NOTICE.c
    query = sa.select(
        head.notice_id,
        head.kind,
        head.subject,
        notice.title,
        head.target_name,
        head.target_code,
        head.body_id,
        head.published_at,
        notice.digest,
    ).join_from(NOTICE_HEAD, NOTICE, notice.id == head.notice_id)
    number: sa.ColumnElement[int] = head.notice_id
    if asked.words.strip():
        query, number = _with_words(tx, query, asked.words)
    for condition in _conditions(tx, asked, number):
        query = query.where(condition)
    if before is not None:
        query = query.where(number < before)
    query = query.where(head.withdrawn.is_(False))
    found = tx.session.execute(query.order_by(number.desc()).limit(limit + 1))
    return [Hit(*row) for row in found]


def _conditions(
    tx: Transaction, asked: Asked, number: sa.ColumnElement[int]
) -> Iterator[sa.ColumnElement[bool]]:
    head = NOTICE_HEAD.c
    if asked.code is not None:
        yield head.target_code == asked.code
    if asked.kind is not None:
        yield head.kind == asked.kind.value
    if asked.body_id is not None:
        yield head.body_id == asked.body_id
    if asked.since is not None:
        yield number >= _first_since(tx, asked.since)


def _first_since(tx: Transaction, day: date) -> int:
    """Return the first notice published on or after *day*: they are numbered in order."""
    moment = datetime.combine(day, time(), BEIJING)
    query = select(NoticeRow.id).where(col(NoticeRow.published_at) >= moment)
    found = tx.session.exec(query.order_by(col(NoticeRow.published_at)).limit(1)).first()
    return (1 << 62) if found is None else found


def _with_words(
    tx: Transaction, query: sa.Select[Any], words: str
) -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    """Return the query for names with all words, and the number by which it is in order.

    Notices with the rarest pair of characters are gone through, newest first, and compared with
    the words as they are.
    """
    terms = terms_of(words)
    if len(terms) > MOST_TERMS or any(len(term) < SHORTEST for term in terms):
        raise refusal("search-words-unfit", "q", shortest=SHORTEST, most=MOST_TERMS)
    gram, head = NOTICE_GRAM.c, NOTICE_HEAD.c
    rarest, count = _rarest(tx, middle_first(terms))
    query = query.join(NOTICE_GRAM, gram.notice_id == head.notice_id).where(gram.gram == rarest)
    if count >= RARE_ENOUGH:
        mine = sa.select(gram.notice_id).where(gram.gram == rarest).order_by(gram.notice_id.desc())
        last = tx.session.execute(mine.offset(LOOKED_AT).limit(1)).scalar()
        oldest = last or 0
        query = query.where(gram.notice_id > oldest, head.notice_id > oldest)
    for term in terms:
        query = query.where(head.words.contains(term, autoescape=True))
    return query, gram.notice_id


def _rarest(tx: Transaction, grams: list[str]) -> tuple[str, int]:
    """Return the first pair that few notices have, or the one that the fewest have."""
    found: dict[str, int] = {}
    for name in grams:
        mine = sa.select(NOTICE_GRAM.c.notice_id).where(NOTICE_GRAM.c.gram == name)
        some = mine.limit(RARE_ENOUGH).subquery()
        query = sa.select(sa.func.count()).select_from(some)
        found[name] = tx.session.execute(query).scalar_one()
        if found[name] < RARE_ENOUGH:
            break
    rarest = min(found, key=lambda name: found[name])
    return rarest, found[rarest]
