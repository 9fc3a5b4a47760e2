"""Who signs the record: a place for the pen, or the image that was signed with its digest."""

from __future__ import annotations

import base64
import hashlib

from api.files.papers.facts import InspectionRecord, InspectionTask, Inspector, Signature
from api.files.papers.page import section
from api.files.papers.words import Texts, moment_text
from api.files.planbook.markup import Markup, Part, tag


def signatures(task: InspectionTask, record: InspectionRecord, texts: Texts) -> Markup:
    """Return the places for signatures: of all who came, of the firm, and of a witness."""
    officers = (
        _place(_called(inspector, texts), signed, texts)
        for body in task.bodies
        for inspector in body.inspectors
        for signed in [record.signatures.get(inspector.officer_id)]
    )
    places = tag(
        "div",
        _place(texts["firm"], record.firm, texts),
        _place(texts["witness"], None, texts),
        *officers,
        class_="signs",
    )
    refusal = tag("p", texts["refusal"], tag("span", _reason(record), class_="fill"))
    return section(texts["signatures"], tag("p", texts["read"]), places, refusal, looks="together")


def _called(inspector: Inspector, texts: Texts) -> str:
    told = inspector.certificate or (texts["expert"] if inspector.expert else "")
    return texts["called"].format(name=inspector.name, told=told) if told else inspector.name


def _reason(record: InspectionRecord) -> str:
    return record.firm.remark if record.firm and record.firm.refused else ""


def _place(label: str, signed: Signature | None, texts: Texts) -> Markup:
    inner: Part = None
    digest: Part = None
    dated = texts["signed_on"]
    if signed and signed.refused:
        inner = tag("b", texts["refused"])
    elif signed and signed.image:
        content = base64.b64encode(signed.image).decode()
        inner = Markup(f'<img alt="" src="data:image/png;base64,{content}">')
        sha256 = hashlib.sha256(signed.image).hexdigest()
        digest = tag("small", texts["sha256"], tag("code", sha256))
    if signed and signed.signed_at:
        dated = texts["signed_at"].format(moment=moment_text(signed.signed_at))
    return tag(
        "div",
        tag("div", label),
        tag("div", inner, class_="where"),
        tag("small", dated),
        digest,
        class_="sign",
    )
