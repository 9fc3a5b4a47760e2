"""Quotas as documents."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from api.files.forms.form import REQUIRED, Entry, open_list
from api.files.forms.overlapping import is_overlapping, overlapping_data, read_overlapping
from api.files.values.cells import (
    as_text,
    plain_width,
    read_count,
    read_fraction,
    write_fraction,
)
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.policy import RATIO_PRESETS
from scheduler.domain.quota import Quota, QuotaKind, Rounding, Stratum

RISK = "credit_risk_class"
"""The column that the presets give ratios for."""

Amounts = dict[Stratum, Fraction]


def quota_data(quota: Quota | OverlappingQuota) -> dict[str, Any]:
    """Return a quota as plain data for a document."""
    if isinstance(quota, OverlappingQuota):
        return overlapping_data(quota)
    percent = quota.kind is QuotaKind.RATIO
    data: dict[str, Any] = {
        "kind": quota.kind.value,
        "otherwise": write_fraction(quota.otherwise, percent=percent),
        "rounding": quota.rounding.value,
    }
    if quota.columns:
        data["columns"] = list(quota.columns)
    if quota.weight_column is not None:
        data["weight_column"] = quota.weight_column
    if quota.amounts:
        data["amounts"] = _amounts_data(quota, percent=percent)
    return data


def _amounts_data(quota: Quota, *, percent: bool) -> object:
    texts = {
        stratum: write_fraction(quota.amounts[stratum], percent=percent)
        for stratum in sorted(quota.amounts)
    }
    # One column is the usual case and reads best as "class": "ratio".
    if all(len(stratum) == 1 and stratum != ("preset",) for stratum in texts):
        return {stratum[0]: text for stratum, text in texts.items()}
    return [{"stratum": list(stratum), "amount": text} for stratum, text in texts.items()]


def read_quota(value: object, path: str, entry: Entry) -> Quota | OverlappingQuota | None:
    """Read a quota: an object, a single ratio like "5%", or a single number of targets."""
    if isinstance(value, str | int | float):
        return _single(value, path, entry)
    quota = Entry(value, path, entry.findings)
    if is_overlapping(quota):
        return read_overlapping(quota)
    preset = quota.optional_text("preset")
    kind = quota.choice("kind", QuotaKind, QuotaKind.RATIO if preset else REQUIRED)
    columns = quota.texts("columns") or ((RISK,) if preset else ())
    amounts = _preset(preset, quota) if preset else _amounts(quota)
    otherwise = quota.fraction("otherwise", Fraction(0))
    rounding = quota.choice("rounding", Rounding, Rounding.HALF_UP)
    weight = quota.optional_text("weight_column")
    if not quota.finish():
        return None
    columns = columns or ((RISK,) if _names_preset(value) else ())
    _check(quota, kind, columns, {**amounts, (): otherwise})
    if not quota.sound:
        return None
    return Quota(
        kind=kind,
        columns=columns,
        amounts=amounts,
        otherwise=otherwise,
        rounding=rounding,
        weight_column=weight,
    )


def _single(value: float | str, path: str, entry: Entry) -> Quota | None:
    """Read a quota that is one ratio or one number for the whole pool."""
    text = plain_width(as_text(value) or "")
    amount = read_fraction(text)
    number = read_count(text)
    if amount is None and number is not None:
        amount = Fraction(number)  # with a unit, like 20户
    if amount is None:
        entry.findings.entry_fault("not-a-ratio", path, found=text[:60])
        return None
    if text in {"1", "1.0"}:
        # A spreadsheet hands over 100% as 1, so 1 may mean everything or a single target.
        entry.findings.entry_fault("ratio-or-number", path, found=text)
        return None
    is_ratio = amount < 1 or text.endswith("%")
    if amount > 1 and (is_ratio or amount.denominator != 1):
        entry.findings.entry_fault("ratio-out-of-range", path, found=text[:60])
        return None
    return Quota(kind=QuotaKind.RATIO if is_ratio else QuotaKind.COUNT, otherwise=amount)


def _names_preset(value: object) -> bool:
    amounts = value.get("amounts") if isinstance(value, Mapping) else None
    return isinstance(amounts, Mapping) and list(amounts) == ["preset"]


def _preset(name: object, entry: Entry) -> Amounts:
    preset = RATIO_PRESETS.get(str(name))
    if preset is None:
        known = ", ".join(RATIO_PRESETS)
        entry.findings.entry_fault("unknown-preset", entry.path, found=str(name)[:60], known=known)
        return {}
    return {(risk,): ratio for risk, ratio in preset.items()}


def _amounts(quota: Entry) -> Amounts:
    value = quota.raw("amounts")
    path = quota.at("amounts")
    if value is None:
        return {}
    if isinstance(value, Mapping):
        if list(value) == ["preset"]:
            return _preset(value["preset"], quota)
        pairs: list[tuple[Stratum, object]] = [((str(k),), v) for k, v in value.items()]
        return {stratum: _amount(given, path, quota) for stratum, given in pairs}
    found: Amounts = {}
    for entry in open_list(value, path, quota.findings, None):
        stratum = entry.texts("stratum")
        amount = entry.fraction("amount")
        if stratum in found:
            quota.findings.entry_fault(
                "key-given-twice", entry.path, found=str(stratum), key="stratum"
            )
        entry.finish()
        found[stratum] = amount
    return found


def _amount(value: object, path: str, quota: Entry) -> Fraction:
    text = as_text(value) if isinstance(value, str | int | float) else None
    amount = read_fraction(text or "")
    if amount is None:
        quota.findings.entry_fault("not-a-ratio", path, found=str(value)[:60])
        return Fraction(0)
    return amount


def _check(quota: Entry, kind: QuotaKind, columns: tuple[str, ...], amounts: Amounts) -> None:
    for stratum, amount in amounts.items():
        if kind is QuotaKind.RATIO and amount > 1:
            quota.findings.entry_fault("ratio-out-of-range", quota.path, found=str(amount))
        if kind is QuotaKind.COUNT and amount.denominator != 1:
            quota.findings.entry_fault("not-a-count", quota.path, found=str(amount))
        if stratum and len(stratum) != len(columns):
            quota.findings.entry_fault(
                "stratum-of-wrong-length",
                quota.path,
                found="/".join(stratum),
                known=", ".join(columns) or "columns = []",
            )
    if kind is QuotaKind.PER_OFFICER and columns:
        quota.findings.entry_fault("per-officer-with-columns", quota.path, found=", ".join(columns))
