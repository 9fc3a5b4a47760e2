"""The secrets of one attempt: everything that its public records only commit to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from scheduler.evidence.canonical import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a source of entropy gave: its line of the seed text, sealed with *salt*.

    *proof* holds what lets others check it, like the signature of a beacon.
    """

    line: str
    salt: str
    proof: Mapping[str, str] = field(default_factory=dict)

    def data(self) -> dict[str, str]:
        """Return it as plain data, as entropy.json tells it."""
        return {"line": self.line, "salt": self.salt, **self.proof}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read it back; raises KeyError or TypeError if *data* is no delivery."""
        proof = {str(key): str(data[key]) for key in data if key not in {"line", "salt"}}
        return cls(line=str(data["line"]), salt=str(data["salt"]), proof=proof)


def read_deliveries(content: bytes) -> tuple[Delivery, ...]:
    """Read entropy.json; raises as `Secrets.read`."""
    return tuple(Delivery.of(one) for one in json.loads(content)["sources"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """*mask* makes the officers' aliases, *rows* the salts of the pools' rows.

    *salts* seal the documents, by name; *sources* are what was delivered so far, in the declared
    order. *documents* are those of vacancies, which do not follow from lock and seed.
    """

    mask: str
    rows: str
    salts: Mapping[str, str]
    sources: tuple[Delivery | None, ...]
    documents: Mapping[str, bytes] = field(default_factory=dict)

    def content(self) -> bytes:
        """Return the file that holds them."""
        told: dict[str, Any] = {
            "mask": self.mask,
            "rows": self.rows,
            "salts": dict(self.salts),
            "sources": [one.data() if one else None for one in self.sources],
        }
        if self.documents:
            told["documents"] = {name: one.decode() for name, one in self.documents.items()}
        return canonical(told)

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read them back; raises KeyError, TypeError or ValueError if *content* is not theirs."""
        data = json.loads(content)
        return cls(
            mask=str(data["mask"]),
            rows=str(data["rows"]),
            salts={str(name): str(salt) for name, salt in data["salts"].items()},
            sources=tuple(Delivery.of(one) if one else None for one in data["sources"]),
            documents={
                str(name): str(text).encode() for name, text in data.get("documents", {}).items()
            },
        )

    def with_salts(self, salts: Mapping[str, str]) -> Self:
        """Return the secrets with more salts."""
        return replace(self, salts={**self.salts, **salts})

    def with_document(self, name: str, content: bytes, fresh_salt: str) -> Self:
        """Return the secrets with a document; one that was kept already keeps its salt."""
        if self.documents.get(name) == content:
            return self
        documents = {**self.documents, name: content}
        return replace(self, documents=documents).with_salts({name: fresh_salt})

    def delivered(self, source: int, delivery: Delivery) -> Self:
        """Return the secrets with what source number *source* gave."""
        sources = list(self.sources)
        sources[source] = delivery
        return replace(self, sources=tuple(sources))

    def entropy(self) -> bytes:
        """Return entropy.json: all deliveries, in the declared order."""
        return canonical({"sources": [one.data() if one else None for one in self.sources]})

    def lines(self) -> tuple[str, ...]:
        """Return the lines of the seed text; every source has delivered."""
        return tuple(one.line for one in self.sources if one)
