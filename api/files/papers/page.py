"""What both papers share: the page itself, and the head that says what is inspected."""

from __future__ import annotations

from collections.abc import Iterator

import segno

from api.files.papers.facts import InspectionTask
from api.files.papers.style import style
from api.files.papers.words import Texts, day_text
from api.files.planbook.markup import Markup, Part, facts, joined, tag
from api.wording.telling import Lang

FIGURES = 4
"""Of a check code between two blanks."""


def paper(title: str, task: InspectionTask, texts: Texts, lang: Lang, *parts: Part) -> str:
    """Return a whole page."""
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        tag("title", f"{title} {task.number}"),
        tag("style", Markup(style(task.number, texts["page"]))),
    )
    number = texts["number"].format(number=task.number)
    note = tag("small", texts["translation"]) if texts["translation"] else None
    body = tag("body", tag("h1", title), tag("p", number, note, class_="number"), *parts)
    tongue = {"zh": "zh-CN", "en": "en"}[lang]
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=tongue)}\n"


def section(heading: str, *parts: Part, looks: str = "") -> Markup:
    """Return a part of a paper under its heading."""
    attributes = {"class_": looks} if looks else {}
    return tag("section", tag("h2", heading), *parts, **attributes)


def head(task: InspectionTask, texts: Texts, *rows: tuple[str, Part]) -> Markup:
    """Return what is inspected, with *rows* more, and the check code beside it."""
    about = (
        (texts["target"], task.target_name),
        (texts["target_code"], task.target_code),
        (texts["address"], task.address),
        *rows,
        (texts["plan"], task.plan),
        (texts["draw"], task.draw),
    )
    return tag("div", facts(about), _check_code(task, texts), class_="head")


def days(task: InspectionTask, texts: Texts, lang: Lang) -> str:
    """Return the day of the inspection, or the first and last that it may have."""
    first = day_text(task.day, lang)
    if task.last_day is None or task.last_day == task.day:
        return first
    return texts["window"].format(first=first, last=day_text(task.last_day, lang))


def people(task: InspectionTask, texts: Texts) -> Markup:
    """Return who comes, body by body."""
    headings = (texts["body"], texts["name"], texts["certificate"])
    top = tag("tr", *(tag("th", heading, scope="col") for heading in headings))
    return tag("table", tag("thead", top), tag("tbody", *_people_rows(task, texts)))


def _people_rows(task: InspectionTask, texts: Texts) -> Iterator[Markup]:
    several = len(task.bodies) > 1
    for place, body in enumerate(task.bodies):
        leads = several and place == 0
        told = texts["leads"].format(body=body.name) if leads else body.name
        first: Part = tag("td", told, rowspan=max(len(body.inspectors), 1))
        if not body.inspectors:
            yield tag("tr", first, tag("td", ""), tag("td", ""))
        for inspector in body.inspectors:
            shown = inspector.certificate or (texts["expert"] if inspector.expert else "")
            yield tag("tr", first, tag("td", inspector.name), tag("td", shown))
            first = None


def _check_code(task: InspectionTask, texts: Texts) -> Markup:
    code = segno.make_qr(task.scanned or task.check_code, error="m")
    figures = " ".join(
        task.check_code[at : at + FIGURES] for at in range(0, len(task.check_code), FIGURES)
    )
    return tag(
        "figure",
        Markup(code.svg_inline(border=2, omitsize=True)),
        joined(texts["check_code"], tag("b", figures)),
        class_="code",
    )
