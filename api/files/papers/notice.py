"""The notice that a firm gets before, or when, officers come (行政检查通知书)."""

from __future__ import annotations

from collections.abc import Iterator

from api.files.papers.facts import InspectionTask
from api.files.papers.page import days, head, paper, people, section
from api.files.papers.words import Texts, day_text, texts_in
from api.files.planbook.markup import Markup, tag
from api.wording.telling import Lang


def inspection_notice(task: InspectionTask, lang: Lang) -> str:
    """Return the notice of one task as a page to print."""
    texts = texts_in(lang)
    return paper(
        texts["notice"],
        task,
        texts,
        lang,
        _lead(task, texts),
        head(task, texts, (texts["day"], days(task, texts, lang))),
        section(texts["people"], people(task, texts)),
        section(texts["items"], _items(task, texts)),
        section(texts["rights"], tag("ol", *(tag("li", told) for told in _rights(task, texts)))),
        _end(task, texts, lang),
    )


def _lead(task: InspectionTask, texts: Texts) -> Markup:
    bodies = texts["and"].join(body.name for body in task.bodies)
    return tag(
        "div",
        tag("p", texts["salutation"].format(target=task.target_name)),
        tag("p", texts["opening"].format(bodies=bodies)),
        class_="lead",
    )


def _items(task: InspectionTask, texts: Texts) -> Markup:
    names = ["item", "legal_basis"]
    if len(task.bodies) > 1:
        names.append("body")
    top = tag(
        "tr",
        tag("th", texts["no"], scope="col", class_="no"),
        *(tag("th", texts[name], scope="col", class_=name) for name in names),
    )
    rows = []
    for number, item in enumerate(task.items, start=1):
        cells = {"item": item.name, "legal_basis": item.legal_basis, "body": item.body}
        told = (tag("td", cells[name]) for name in names)
        rows.append(tag("tr", tag("td", number, class_="no"), *told))
    return tag("table", tag("thead", top), tag("tbody", *rows))


def _rights(task: InspectionTask, texts: Texts) -> Iterator[str]:
    yield texts["show_certificates"]
    yield texts["withdraw"]
    yield texts["cooperate"]
    yield texts["register"]
    drawn = texts["by_lot" if task.by_lot else "by_list"]
    yield drawn.format(draw=task.draw, where=task.published_at)
    yield texts["results_published"]


def _end(task: InspectionTask, texts: Texts, lang: Lang) -> Markup:
    """Return the place of the seal and of the receipt, which stay together."""
    contact = tag("p", texts["contact"].format(contact=task.contact)) if task.contact else None
    dated = day_text(task.issued_on, lang) if task.issued_on else texts["date_line"]
    lines = [tag("div", task.bodies[0].name if task.bodies else ""), tag("div", texts["seal"])]
    return tag(
        "section",
        tag(
            "div",
            tag("div", contact, tag("p", texts["copies"], class_="note")),
            tag("div", *lines, tag("div", dated), class_="seal"),
            class_="closing",
        ),
        tag(
            "div",
            tag("span", texts["received"]),
            tag("span", "", class_="line"),
            tag("span", texts["received_on"]),
            tag("span", "", class_="line"),
            class_="receipt",
        ),
        class_="end",
    )
