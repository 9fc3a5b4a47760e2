"""HTML built from parts: text is escaped by construction, and only parts made here are not."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Markup(str):
    """HTML that is whole and safe."""

    __slots__ = ()


Part = str | int | Markup | None


def tag(name: str, *parts: Part, **attributes: str | int) -> Markup:
    """Return an element; *parts* that are not `Markup` are escaped, None is left out.

    An underscore at the end of an attribute's name falls away (`class_`).
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{given}>{joined(*parts)}</{name}>")


def joined(*parts: Part) -> Markup:
    """Return parts one after the other."""
    return Markup(
        "".join(
            part if isinstance(part, Markup) else escape(str(part))
            for part in parts
            if part is not None
        )
    )


def grid(headings: Iterable[str], rows: Iterable[Iterable[Part]], *, class_: str = "") -> Markup:
    """Return a table; numbers stand to the right."""
    head = tag("tr", *(tag("th", heading, scope="col") for heading in headings))
    body = (tag("tr", *(_cell(part) for part in row)) for row in rows)
    attributes = {"class_": class_} if class_ else {}
    return tag("table", tag("thead", head), tag("tbody", *body), **attributes)


def _cell(part: Part) -> Markup:
    return tag("td", f"{part:,}", class_="number") if isinstance(part, int) else tag("td", part)


def facts(pairs: Iterable[tuple[str, Part]]) -> Markup:
    """Return names and values as a table of two columns."""
    rows = (tag("tr", tag("th", name, scope="row"), _cell(value)) for name, value in pairs)
    return tag("table", tag("tbody", *rows), class_="facts")
