"""A row of a table of plans as the plain data that documents hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from api.files.forms.quotas import RISK
from api.files.forms.surroundings import Surroundings
from api.files.values.cells import plain_width, read_count, read_fraction, split_list
from scheduler.domain.items import InspectionItem
from scheduler.domain.policy import RATIO_PRESETS
from scheduler.errors import Fault

STRATUM = re.compile(r"(?P<stratum>[^:=]+)[:=](?P<amount>[^:=]+)")

COLUMN_OF_PATH = (
    ("window.starts", "starts"),
    ("window.ends", "last_day"),
    ("window", "starts"),
    ("targets.draw.scope", "scope"),
    ("targets.draw.quota", "quota"),
    ("targets.list.reason", "reason"),
    ("targets.list.approver", "approver"),
    ("targets.list", "target_ids"),
    ("targets", "quota"),
    ("lead_body", "lead_body"),
    ("merging", "merging"),
    ("fixed_days", "fixed_days"),
    ("round_size", "round_size"),
    ("lending", "lending"),
    ("priority", "priority"),
    ("name", "name"),
    ("kind", "kind"),
)
"""Where a fault of the data is to be mended in the row; the first prefix counts."""

INITIATOR = 0


def plan_of_row(
    row: Mapping[str, Any],
    around: Surroundings,
    items: Mapping[str, InspectionItem],
    quota_heading: str = "",
) -> dict[str, Any]:
    """Return the data of one plan.

    Items go to their own bodies, the others to the initiator; experts are the initiator's.
    """
    bodies = [row.get("initiator"), *(row.get("partners") or [])]
    ids = [_resolved(around, "bodies", body) if body else body for body in bodies]
    parts: list[dict[str, Any]] = [
        {"body_id": body_id, "team_size": row.get("team_size"), "item_ids": []} for body_id in ids
    ]
    parts[INITIATOR]["experts"] = _experts(row.get("experts") or "")
    for text in row.get("item_ids") or []:
        item_id = _resolved(around, "items", text)
        owner = items[item_id].body_id if item_id in items else None
        place = ids.index(owner) if owner in ids else INITIATOR
        parts[place]["item_ids"].append(item_id)
    end = "last_day" if row.get("ends") is None else "ends"
    return {
        "plan_id": row["plan_id"],
        "name": row.get("name"),
        "kind": row.get("kind"),
        "window": {"starts": row.get("starts"), end: row.get(end)},
        "participations": parts,
        "targets": _targets(row, quota_heading),
        "lead_body": row.get("lead_body"),
        "merging": row.get("merging"),
        "priority": row.get("priority"),
        "fixed_days": row.get("fixed_days"),
        "round_size": row.get("round_size"),
        "lending": row.get("lending"),
    }


def _experts(text: str) -> object:
    """Return a cell like `2名` or `食品、消防+建筑`: a number, or one expert per member."""
    return text if read_count(text) is not None else list(split_list(text))


def _resolved(around: Surroundings, what: str, text: str) -> str:
    known = getattr(around, what)
    return known.resolve(text) if known else text


def _targets(row: Mapping[str, Any], quota_heading: str) -> dict[str, Any]:
    if row.get("target_ids"):
        listed = ("target_ids", "reason", "approver")
        return {"list": {key: row.get(key) for key in listed}}
    quota = quota_of_cell(row.get("quota") or "", quota_heading)
    return {"draw": {"scope": row.get("scope"), "quota": quota}}


def quota_of_cell(text: str, heading: str = "") -> object:
    """Return a cell like `5%`, `100`, `A:1%、B:5%` or `henan_2021` as the data of a quota.

    A *heading* that speaks of ratios only, or of numbers only, settles what a bare number is.
    """
    word = plain_width(text)
    number = read_fraction(word)
    if number is not None and number.denominator == 1 and word[-1:].isdigit():
        only_ratio = "比例" in heading and "数量" not in heading
        if only_ratio:
            return {"kind": "ratio", "otherwise": word}
        if "数量" in heading and "比例" not in heading:
            return {"kind": "count", "otherwise": word}
    if word in RATIO_PRESETS:
        return {"preset": word}
    strata = [STRATUM.fullmatch(part) for part in re.split("[、,;|]", word) if part]
    found = [part for part in strata if part]
    if found and len(found) == len(strata):
        return {
            "kind": "ratio" if "%" in word or "‰" in word else "count",
            "columns": [RISK],
            "amounts": {part["stratum"]: part["amount"] for part in found},
        }
    return text


def fault_of_row(fault: Fault) -> tuple[str, str, dict[str, str | int]]:
    """Return code, column and facts of a fault in the data, for the row that it came from."""
    path = str(fault.facts.get("path", ""))
    key = str(fault.facts.get("key", ""))
    facts = {name: fact for name, fact in fault.facts.items() if name not in ("path", "file")}
    whole = ".".join(filter(None, (path, key)))
    if fault.code == "missing-key":
        facts = {"found": ""}
    code = "missing-value" if fault.code == "missing-key" else fault.code
    if whole.startswith("participations"):
        inner = {"item_ids": "item_ids", "team_size": "team_size", "experts": "experts"}
        ending = whole.rpartition(".")[2]
        return code, inner.get(ending, "initiator"), facts
    column = next((name for start, name in COLUMN_OF_PATH if whole.startswith(start)), "plan_id")
    return code, column, facts
