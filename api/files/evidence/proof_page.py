"""A firm's proof as one page of A4, with all its numbers in a QR code.

The page asks for nothing from outside and runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import segno
from segno.encoder import DataOverflowError

from api.files.evidence.proof_commands import (
    Command,
    code_text,
    key_commands,
    lock_commands,
    row_commands,
    ticket_command,
    tickets_of,
    verifier_command,
)
from api.files.evidence.proof_words import (
    STYLE,
    TEXTS,
    Texts,
    moment_told,
    remarks,
    results,
    stratum_text,
)
from api.files.planbook.markup import Markup, Part, facts, joined, tag
from scheduler.evidence.firm_proof import FirmProof, PlanTicket

DENSEST_CODE = 26
"""Version of a QR code: finer ones, at this size, are not read from paper."""

FEW_PLANS = 5
"""Of so many the names stand in full; of more, each has one line."""


def proof_page(proof: FirmProof, language: str) -> str:
    """Return the content of proof.html in Chinese (zh) or English (en)."""
    texts = TEXTS[language]
    body = tag(
        "body",
        _header(proof, texts),
        _tickets(proof, texts),
        tag("section", tag("h2", texts["check"]), tag("ol", *_check(proof, texts))),
        tag(
            "section",
            tag("h2", texts["evidence"]),
            facts(_evidence(proof, texts)),
            *_path(proof, texts),
        ),
        tag("p", texts["limits" if proof.row else "limits_out"], class_="note"),
    )
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        tag("title", f"{texts['title']} {proof.draw} {proof.target_id}"),
        tag("style", Markup(STYLE)),
    )
    tongue = {"zh": "zh-CN", "en": "en"}[language]
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=tongue)}\n"


def _header(proof: FirmProof, texts: Texts) -> Markup:
    told = tag(
        "div",
        tag("h1", texts["title"]),
        tag("p", texts["for_whom"], class_="note"),
        facts(_about(proof, texts)),
    )
    return tag("header", told, tag("figure", _code(proof), texts["code"], class_="code"))


def _code(proof: FirmProof) -> Markup:
    """Return a QR code; if it would be too dense to read, one without the plans."""
    code = _code_of(code_text(proof))
    if code is None or int(code.version) > DENSEST_CODE:
        code = segno.make_qr(code_text(replace(proof, plans=())), error="l")
    return Markup(code.svg_inline(border=2, omitsize=True))


def _code_of(text: str) -> segno.QRCode | None:
    try:
        return segno.make_qr(text, error="l")
    except DataOverflowError:
        return None


def _about(proof: FirmProof, texts: Texts) -> Iterator[tuple[str, Part]]:
    yield texts["target"], f"{proof.target_id} {proof.target_name}"
    yield texts["draw"], proof.draw
    yield texts["locked_at"], moment_told(proof)
    told = (tag("div", line, class_="told") for line in results(proof, texts))
    yield texts["result"], joined(*told)


def _tickets(proof: FirmProof, texts: Texts) -> Markup | None:
    if not proof.plans:
        return None
    headings = ("plan", "stratum", "pool", "quota", "cutoff", "result")
    head = tag("tr", *(tag("th", texts[name], scope="col") for name in headings))
    rows = [row for first, plans in tickets_of(proof) for row in _group(first, plans, texts)]
    looks = "tickets" if len(proof.plans) <= FEW_PLANS else "tickets many"
    return tag(
        "section",
        tag("h2", texts["tickets"]),
        tag("table", tag("thead", head), tag("tbody", *rows), class_=looks),
        tag("p", " ".join((texts["compare"], *remarks(proof, texts))), class_="note"),
    )


def _group(first: PlanTicket, plans: Iterable[PlanTicket], texts: Texts) -> Iterator[Markup]:
    """Yield the row of a ticket, and below it, digit by digit, the cutoffs it is held against."""
    yield tag(
        "tr",
        tag("th", texts["ticket"], scope="row", colspan=4, class_="own"),
        tag("td", tag("code", first.ticket), class_="own"),
        tag("td", "", class_="own"),
    )
    for plan in plans:
        yield tag(
            "tr",
            tag("td", f"{plan.plan_id} {plan.plan_name}", class_="plan"),
            tag("td", stratum_text(plan, texts), class_="stratum"),
            tag("td", f"{plan.pool:,}", class_="number"),
            tag("td", f"{plan.quota:,}", class_="number"),
            tag("td", tag("code", plan.cutoff or texts["no_cutoff"])),
            tag("td", texts["drawn" if plan.drawn else "not_drawn"], class_="result"),
        )


def _check(proof: FirmProof, texts: Texts) -> Iterator[Markup]:
    if proof.row is not None:
        commands = [ticket_command(first, proof) for first, _ in tickets_of(proof)]
        yield _step(texts["check_ticket"], commands)
        yield _step(texts["check_key"], key_commands(proof))
        yield _step(texts["check_row"], row_commands(proof.target_id, proof.row))
    yield _step(texts["check_lock"].format(line=proof.log.lock + 1), lock_commands(proof.log))
    yield tag("li", texts["check_rest"], tag("pre", verifier_command(proof)))


def _step(told: str, commands: Iterable[Command]) -> Markup:
    lines = (
        joined("$ ", command.line, "\n", tag("b", f"→ {command.gives}")) for command in commands
    )
    return tag("li", told, tag("pre", Markup("\n".join(lines))))


def _evidence(proof: FirmProof, texts: Texts) -> Iterator[tuple[str, Part]]:
    # The opening of the row stands in its step above.
    log = proof.log
    place = texts["log_place"].format(size=log.size, lock=log.lock, publish=log.publish)
    yield texts["log"], f"{log.origin}: {place}"
    yield texts["log_root"], tag("code", log.root)
    yield texts["key"], joined(*(tag("div", tag("code", key)) for key in log.keys))


def _path(proof: FirmProof, texts: Texts) -> Iterator[Markup]:
    row = proof.row
    if row is not None:
        told = texts["path"].format(line=row.index, size=row.size)
        yield tag("p", told, class_="path-told")
        yield tag("div", *(tag("code", one) for one in row.path), class_="path")
