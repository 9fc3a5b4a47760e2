"""What stands on the papers of one task; whoever has it in a database puts it in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from scheduler.domain.results import FollowUp, ResultCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Somebody who comes: an officer with the number of the certificate, or an expert."""

    officer_id: str
    name: str
    certificate: str = ""
    expert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectingBody:
    """A body that takes part, and whom it sends."""

    name: str
    inspectors: tuple[Inspector, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedItem:
    """What is inspected, by which law, by which body."""

    item_id: str
    name: str
    legal_basis: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionTask:
    """One task. The first of the *bodies* leads.

    *by_lot* tells whether the target was drawn, or stood on a list. *check_code* is what officers
    register with when they arrive; *scanned* is what its QR code holds, the code itself if it is
    empty. *published_at* is where everybody finds the draw. *last_day* is that of a window, if the
    inspection has no day of its own yet.
    """

    number: str
    draw: str
    plan: str
    target_name: str
    target_code: str
    address: str
    day: date
    bodies: tuple[InspectingBody, ...]
    items: tuple[InspectedItem, ...]
    check_code: str
    published_at: str
    scanned: str = ""
    last_day: date | None = None
    by_lot: bool = True
    issued_on: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of one item."""

    category: ResultCategory
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature as an image (PNG), or that it was *refused*; the *remark* says why."""

    image: bytes = b""
    signed_at: datetime | None = None
    refused: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRecord:
    """What was recorded on site; whatever is missing is left for the pen.

    *findings* are by id of the item, *signatures* by id of the officer. *withdrawal_asked* tells
    whether the firm asked that an officer withdraw.
    """

    started_at: datetime | None = None
    ended_at: datetime | None = None
    method: str = ""
    findings: Mapping[str, Finding] = field(default_factory=dict)
    category: ResultCategory | None = None
    follow_up: FollowUp | None = None
    remark: str = ""
    present: str = ""
    withdrawal_asked: bool | None = None
    signatures: Mapping[str, Signature] = field(default_factory=dict)
    firm: Signature | None = None


BLANK = InspectionRecord()
"""A record to be filled in by hand."""
