"""A district of two bodies, three officers and two targets, for tests to begin with."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from api.files.uploads.reading import read_registry
from api.records.registries.differences import Mode, difference
from api.records.registries.frames import held_frame
from api.records.registries.kinds import KINDS
from api.usecases.people.roles import Role
from api.usecases.registries.keep_change import keep_change
from api.usecases.registries.known_rows import known_to

FILES = {
    "bodies": ("body_id,name,level", "B01,First,district", "B02,Second,street"),
    "officers": (
        "officer_id,name,body_id,cert_no,cert_valid_to",
        "O1,One,B01,C1,2027-12-31",
        "O2,Two,B01,C2,2027-12-31",
        "O3,Three,B02,C3,2027-12-31",
    ),
    "items": ("item_id,name,body_id", "I1,Fire doors,B01"),
    "targets": (
        "target_id,name,target_type,street,credit_risk_class,people,labels",
        "T1,Mill,project,North,D,p1|p2,food|fire",
        "T2,River,area,South,A,,",
    ),
    "leave": ("officer_id,starts,ends,absence", "O1,2026-12-01,2026-12-05,leave"),
    "conflicts": ("officer_id,subject,subject_id,relation", "O3,target,T1,spouse"),
    "relatives": ("officer_id,relative_id,relation", "O1,O2,spouse"),
}


def table(*lines: str) -> bytes:
    """Return lines as the content of a file."""
    return "".join(f"{line}\n" for line in lines).encode()


def settle(house, *kinds: str):
    """Fill registries, all or some, at once; return a planner of the district."""
    with house.transaction() as tx, TemporaryDirectory() as folder:
        for name in kinds or FILES:
            kind, path = KINDS[name], Path(folder, f"{name}.csv")
            path.write_bytes(table(*FILES[name]))
            wanted = read_registry(name, path, path.name, known_to(tx, kind, None)).frame
            keep_change(
                tx, kind, difference(kind, held_frame(tx.session, kind), wanted, Mode.MERGE)
            )
    return house.join("planner", Role.PLANNER)


def keys(client, kind: str, **params: object) -> list[str]:
    """Return the keys of the rows that somebody sees."""
    return [
        row["key"] for row in client.get(f"/registries/{kind}/rows", params=params).json()["items"]
    ]


def codes(answer) -> list[str]:
    """Return the codes of what is wrong."""
    return [fault["code"] for fault in answer.json()["faults"]]
