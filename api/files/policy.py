"""The policy as JSON, YAML or a table of names and values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from api.files.documents import is_document, read_document
from api.files.forms.form import Entry
from api.files.forms.keys import KEYS
from api.files.forms.lending import lending_data, read_lending
from api.files.imports import Findings, Import
from api.files.known import Known
from api.files.tables.parsing import parse
from api.files.tables.specs import SPECS
from api.files.values.cells import write_fraction
from api.files.values.words import word_list, words_for
from scheduler.domain.bodies import Level
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import AnnualCaps, CapConflict, Coordination, Policy, Remedy

DEFAULTS = Policy(version="defaults")
"""Where a document is silent, the policy's own defaults hold."""

TRUTHS = (
    "item_once_a_year",
    "one_plan_per_premises",
    "exclude_whitelisted",
    "require_leader",
    "front_line_only",
    "require_senior",
    "no_repeated_pairs",
    "independent_entropy",
)
COUNTS = (
    "grace_months",
    "redraw_gap_months",
    "min_team_size",
    "cooling_off_months",
    "min_visits",
    "load_slack",
    "walk_factor",
    "min_reserves",
)
MAXIMA = ("max_visits", "max_per_day", "max_per_week")
LISTS = ("exempt_kinds", "remedies")


def policy_data(policy: Policy) -> dict[str, Any]:
    """Return a policy as plain data for a document."""
    caps = policy.caps
    return {
        "version": policy.version,
        "caps": {
            "per_body": caps.per_body,
            "per_level": {level.value: cap for level, cap in caps.per_level.items()},
            "total": caps.total,
        },
        "exempt_kinds": sorted(kind.value for kind in policy.exempt_kinds),
        "cap_conflict": policy.cap_conflict.value,
        "coordination": policy.coordination.value,
        "reserve_ratio": write_fraction(policy.reserve_ratio, percent=True),
        "urgent_reserve": write_fraction(policy.urgent_reserve, percent=True),
        "day_quantile": write_fraction(policy.day_quantile, percent=True),
        "lending": lending_data(policy.lending),
        "remedies": [remedy.value for remedy in policy.remedies],
        **{name: getattr(policy, name) for name in (*TRUTHS, *COUNTS, *MAXIMA)},
    }


def read_policy(path: Path, bodies: Known | None = None) -> Import[Policy | None]:
    """Read the policy; its value is None if anything is wrong with it.

    *bodies*, if read before, give ids for names of bodies and refuse strangers.
    """
    findings = Findings(path.name)
    data = read_document(path, findings) if is_document(path) else _read_table(path, findings)
    policy = None
    if not findings.faults:
        policy = read_policy_entry(Entry(data, "", findings), bodies)
    return findings.unreadable(None) if policy is None else findings.result(policy, n_rows=1)


def _read_table(path: Path, findings: Findings) -> dict[str, Any]:
    """Return the rows of a table of settings as the data that a document holds."""
    parsed = parse(path, SPECS["policy"], findings)
    if parsed is None:
        return {}
    parsed.require("setting")
    parsed.once("setting")
    data: dict[str, Any] = {}
    for setting, value in parsed.good().select("setting", "value").iter_rows():
        *groups, name = _path_of(str(setting))
        place: Any = data
        for group in groups:
            place = place.setdefault(group, {}) if isinstance(place, dict) else None
        if isinstance(place, dict):
            # An empty cell leaves a setting alone; but a list of which nothing is said has nothing.
            place[name] = [] if value is None and name in LISTS else value
        else:
            findings.entry_fault("not-an-object", ".".join(groups), found=str(setting))
    return data


def _path_of(setting: str) -> list[str]:
    head, dot, body = setting.partition(".")
    if dot and KEYS.get(head.strip(), head.strip()) == "lending":
        return ["lending", body.strip()]  # the id of a body may have dots of its own
    path = [KEYS.get(part.strip(), part.strip()) for part in setting.split(".")]
    if path[0] in {"per_body", "per_level", "total"}:
        return ["caps", *path]
    return path


def read_policy_entry(entry: Entry, bodies: Known | None = None) -> Policy | None:
    """Read a policy from one object; None after recording why."""
    version = entry.text("version")
    caps = _read_caps(entry)
    cap_conflict = entry.choice("cap_conflict", CapConflict, DEFAULTS.cap_conflict)
    coordination = entry.choice("coordination", Coordination, DEFAULTS.coordination)
    kinds = _read_kinds(entry)
    remedies = _read_remedies(entry)
    lending = read_lending(entry, bodies)
    settings: dict[str, Any] = {**_read_truths(entry), **_read_counts(entry), **_read_ratios(entry)}
    if not entry.finish():
        return None
    return Policy(
        version=version,
        caps=caps,
        cap_conflict=cap_conflict,
        coordination=coordination,
        exempt_kinds=kinds,
        remedies=remedies,
        lending=lending,
        **settings,
    )


def _read_truths(entry: Entry) -> dict[str, bool]:
    return {name: entry.truth(name, default=getattr(DEFAULTS, name)) for name in TRUTHS}


def _read_counts(entry: Entry) -> dict[str, int | None]:
    counts: dict[str, int | None] = {
        name: entry.count(name, getattr(DEFAULTS, name)) for name in COUNTS
    }
    counts |= {name: entry.optional_count(name) for name in MAXIMA}
    for name in ("min_team_size", "walk_factor", "max_per_day", "max_per_week"):
        if counts[name] == 0 and not entry.told(name):
            entry.findings.entry_fault("must-be-at-least-one", entry.at(name), found=0)
    return counts


def _read_ratios(entry: Entry) -> dict[str, Fraction]:
    reserve = entry.fraction("urgent_reserve", DEFAULTS.urgent_reserve)
    quantile = entry.fraction("day_quantile", DEFAULTS.day_quantile)
    for name, ratio, known, fits in (
        ("urgent_reserve", reserve, "0% ≤ x < 100%", reserve < 1),
        ("day_quantile", quantile, "0% < x ≤ 100%", 0 < quantile <= 1),
    ):
        if not fits and not entry.told(name):
            found = write_fraction(ratio, percent=True)
            entry.findings.entry_fault(
                "share-out-of-range", entry.at(name), found=found, known=known
            )
    return {
        "reserve_ratio": entry.fraction("reserve_ratio", DEFAULTS.reserve_ratio),
        "urgent_reserve": reserve,
        "day_quantile": quantile,
    }


def _read_kinds(entry: Entry) -> frozenset[PlanKind]:
    if entry.raw("exempt_kinds") is None:
        return DEFAULTS.exempt_kinds
    return frozenset(entry.choices("exempt_kinds", PlanKind))


def _read_remedies(entry: Entry) -> tuple[Remedy, ...]:
    if entry.raw("remedies") is None:
        return DEFAULTS.remedies
    remedies = entry.choices("remedies", Remedy)
    for remedy in sorted({remedy for remedy in remedies if remedies.count(remedy) > 1}):
        entry.findings.entry_fault("listed-twice", entry.at("remedies"), found=remedy.value)
    return remedies


def _read_caps(policy: Entry) -> AnnualCaps:
    caps = policy.entry("caps", required=False)
    if caps is None:
        return AnnualCaps()
    read = AnnualCaps(
        per_body=caps.optional_count("per_body"),
        per_level=_read_levels(caps),
        total=caps.optional_count("total"),
    )
    caps.finish()
    return read


def _read_levels(caps: Entry) -> Mapping[Level, int]:
    data = caps.raw("per_level")
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        caps.findings.entry_fault("not-an-object", caps.at("per_level"), found=str(data)[:60])
        return {}
    words = words_for(Level)
    levels = {}
    for key in data:
        level = words.get("".join(str(key).lower().split()))
        if level is None:
            caps.findings.entry_fault(
                "not-a-choice", caps.at("per_level"), found=str(key), known=word_list(Level)
            )
            continue
        count = Entry({"cap": data[key]}, caps.at("per_level"), caps.findings).optional_count("cap")
        if count is not None:
            levels[level] = count
    return levels
