"""What everybody can read: all public answers there are, followed from list to list."""

from __future__ import annotations

from collections.abc import Iterator

LISTS = ("", "?kind=plan", "?kind=draw", "?kind=result", "?limit=1")


def found(visitor, **params):
    """Return the notices that somebody finds."""
    answer = visitor.get("/public/notices", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def everything_public(visitor, label: str, target_ids=()) -> Iterator[tuple[str, str]]:
    """Yield address and content of every public answer there is."""
    for asked in LISTS:
        yield from _read(visitor, f"/public/notices{asked}")
    seen: set[int] = set()
    waiting = [one["id"] for one in found(visitor, limit=100)]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        address = f"/public/notices/{number}"
        yield from _read(visitor, address)
        yield from _read(visitor, f"{address}/document")
        waiting += [one["id"] for one in visitor.get(address).json().get("chain", ())]
    for name in ("checkpoint", "log.jsonl", "keys.txt"):
        yield from _read(visitor, f"/public/log/{name}")
    address = f"/public/draws/{label}"
    yield from _read(visitor, address)
    for file in visitor.get(address).json()["files"]:
        yield from _read(visitor, f"{address}/files/{file['path']}")
    for target_id in target_ids:
        for asked in ("?format=text&lang=zh", "?format=html&lang=en"):
            yield from _read(visitor, f"/public/proofs/{label}/{target_id}{asked}")


def _read(visitor, address: str) -> Iterator[tuple[str, str]]:
    answer = visitor.get(address)
    told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    yield address, f"{told}\n{answer.content.decode(errors='replace')}"


def ask(drawn, person=None, **given):
    """Ask to publish results of a draw."""
    return (person or drawn.planner).post("/publications", json={"draw_id": drawn.draw_id, **given})
