"""What a record says: given piece by piece on site, and signed as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import col, select

from api.tables.tasks import ItemResult, ResultRow
from api.usecases.transaction import Transaction
from scheduler.domain.results import FollowUp, Method, ResultCategory
from scheduler.evidence.canonical import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of one item; a draft may say nothing of it yet."""

    category: ResultCategory | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a record says, as far as it was written. *items* are by id."""

    category: ResultCategory | None = None
    follow_up: FollowUp | None = None
    method: Method | None = None
    remark: str = ""
    present: str = ""
    withdrawal_asked: bool | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    items: Mapping[str, Finding] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of its canonical form: what a signature signs."""
        return hashlib.sha256(
            canonical(
                {
                    "category": self.category,
                    "follow_up": self.follow_up,
                    "method": self.method,
                    "remark": self.remark,
                    "present": self.present,
                    "withdrawal_asked": self.withdrawal_asked,
                    "started_at": _told(self.started_at),
                    "ended_at": _told(self.ended_at),
                    "items": {
                        name: {"category": one.category, "remark": one.remark}
                        for name, one in self.items.items()
                    },
                }
            )
        ).hexdigest()


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def content_of(tx: Transaction, result: ResultRow) -> Content:
    """Return what a version of a record says."""
    query = select(ItemResult).where(ItemResult.result_id == result.id)
    items = {
        row.item_id: Finding(
            category=ResultCategory(row.category) if row.category else None, remark=row.remark
        )
        for row in tx.session.exec(query.order_by(col(ItemResult.item_id)))
    }
    return Content(
        category=ResultCategory(result.category) if result.category else None,
        follow_up=FollowUp(result.follow_up) if result.follow_up else None,
        method=Method(result.method) if result.method else None,
        remark=result.remark,
        present=result.present,
        withdrawal_asked=result.withdrawal_asked,
        started_at=result.started_at,
        ended_at=result.ended_at,
        items=items,
    )


def write_content(tx: Transaction, result: ResultRow, content: Content) -> None:
    """Let a version of a record say *content*, and nothing else."""
    result.category = content.category.value if content.category else ""
    result.follow_up = content.follow_up.value if content.follow_up else ""
    result.method = content.method.value if content.method else ""
    result.remark, result.present = content.remark, content.present
    result.withdrawal_asked = content.withdrawal_asked
    result.started_at, result.ended_at = content.started_at, content.ended_at
    tx.session.add(result)
    tx.session.flush()
    rows = {
        row.item_id: row
        for row in tx.session.exec(select(ItemResult).where(ItemResult.result_id == result.id))
    }
    for name, one in content.items.items():
        row = rows.pop(name, None) or ItemResult(
            result_id=result.id or 0, item_id=name, category=""
        )
        row.category = one.category.value if one.category else ""
        row.remark = one.remark
        tx.session.add(row)
    for row in rows.values():
        tx.session.delete(row)
    tx.session.flush()
