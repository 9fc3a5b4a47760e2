"""A page as a browser takes it apart: text, tags, and where it would ask for something."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "img"}


class Page(HTMLParser):
    """The tags, attributes and text of a page; complains of tags that do not close."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.parts, self.style = [], [], set(), [], ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= set(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            self.style += data
        else:
            self.parts.append(data)

    @property
    def text(self):
        return "\n".join(self.parts)

    @property
    def asked_for(self):
        """What a browser would load, run or send."""
        names = {name for name, _ in self.attributes}
        sources = {value for name, value in self.attributes if name in {"src", "href", "action"}}
        return (
            {value for value in sources if not value.startswith("data:image/png;base64,")}
            | {name for name in names if name.startswith("on")}
            | {tag for tag in self.tags if tag in {"script", "link", "iframe", "object", "form"}}
            | {word for word in ("url(", "@import", "</") if word in self.style}
        )
