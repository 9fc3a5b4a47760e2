"""Search the notices that count: by words, by code, by kind and body, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlmodel import col, select

from api.files.planbook.totals import BEIJING
from api.tables.notices import NoticeGram, NoticeHead, NoticeRow
from api.usecases.notices.grams import SHORTEST, grams_of, terms_of
from api.usecases.notices.kinds import NoticeKind
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction

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
    query = select(  # type: ignore[call-overload]
        NoticeHead.notice_id,
        NoticeHead.kind,
        NoticeHead.subject,
        NoticeRow.title,
        NoticeHead.target_name,
        NoticeHead.target_code,
        NoticeHead.body_id,
        NoticeHead.published_at,
        NoticeRow.digest,
    ).join(NoticeRow, col(NoticeRow.id) == col(NoticeHead.notice_id))
    for condition in _conditions(tx, asked):
        query = query.where(condition)
    if before is not None:
        query = query.where(col(NoticeHead.notice_id) < before)
    query = query.where(col(NoticeHead.withdrawn).is_(False))
    found = query.order_by(col(NoticeHead.notice_id).desc()).limit(limit + 1)
    return [Hit(*row) for row in tx.session.exec(found)]


def _conditions(tx: Transaction, asked: Asked) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if asked.code is not None:
        found.append(col(NoticeHead.target_code) == asked.code)
    if asked.kind is not None:
        found.append(col(NoticeHead.kind) == asked.kind.value)
    if asked.body_id is not None:
        found.append(col(NoticeHead.body_id) == asked.body_id)
    if asked.since is not None:
        found.append(col(NoticeHead.notice_id) >= _first_since(tx, asked.since))
    if asked.words.strip():
        found += _with_words(tx, asked.words)
    return found


def _first_since(tx: Transaction, day: date) -> int:
    """Return the first notice published on or after *day*: they are numbered in order."""
    moment = datetime.combine(day, time(), BEIJING)
    query = select(NoticeRow.id).where(col(NoticeRow.published_at) >= moment)
    found = tx.session.exec(query.order_by(col(NoticeRow.published_at)).limit(1)).first()
    return (1 << 62) if found is None else found


def _with_words(tx: Transaction, words: str) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that all words are found: by their rarest pair, then as they are."""
    terms = terms_of(words)
    if len(terms) > MOST_TERMS or any(len(term) < SHORTEST for term in terms):
        raise refusal("search-words-unfit", "q", shortest=SHORTEST, most=MOST_TERMS)
    rarest = _rarest(tx, grams_of(words))
    newest = (
        select(NoticeGram.notice_id)
        .where(NoticeGram.gram == rarest)
        .order_by(col(NoticeGram.notice_id).desc())
        .limit(LOOKED_AT)
    )
    found: list[sa.ColumnElement[bool]] = [col(NoticeHead.notice_id).in_(newest)]
    found += [col(NoticeHead.words).contains(term, autoescape=True) for term in terms]
    return found


def _rarest(tx: Transaction, grams: list[str]) -> str:
    """Return the pair that the fewest notices have, or the first that few have."""
    fewest, rarest = None, grams[0]
    for gram in grams:
        some = select(NoticeGram.notice_id).where(NoticeGram.gram == gram).limit(RARE_ENOUGH)
        count = tx.session.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar()
        if fewest is None or (count or 0) < fewest:
            fewest, rarest = count or 0, gram
        if fewest < RARE_ENOUGH:
            break
    return rarest
