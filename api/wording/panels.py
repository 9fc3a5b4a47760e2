"""Faults of pools with feature quotas: their files, and quotas that cannot be met together."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

PANELS: Mapping[str, Words] = {
    "no-categories": Words(
        "没有一行类别。请列出每个类别的取值及其下限、上限。",
        "There is no category. List each feature's values with their minimum and maximum.",
    ),
    "features-alike": Words(
        "类别“{found}”与“{other}”无法由列名区分。请改名。",
        "The features “{found}” and “{other}” cannot be told apart by a heading. Rename one.",
    ),
    "unknown-category": Words(
        "“{found}”不在类别表中，应为：{known}。请改正，或在类别表中补上。",
        "“{found}” is not among the categories: {known}. Correct it, or add it to the categories.",
    ),
    "size-not-possible": Words(
        "要选 {needed} 人，库中只有 {possible} 人。请减少人数，或扩大库。",
        "{needed} are to be chosen, and the pool holds {possible}. Choose fewer, or enlarge it.",
    ),
    "minimum-not-possible": Words(
        "“{column}={level}”至少要 {needed} 人，其余限制之下最多只能有 {possible} 人。"
        "请按下列办法之一放宽。",
        "“{column}={level}” needs at least {needed}; the other bounds named leave {possible} at "
        "most. Relax one as listed.",
    ),
    "maximum-not-possible": Words(
        "“{column}={level}”至多可有 {needed} 人，其余限制之下最少也有 {possible} 人。"
        "请按下列办法之一放宽。",
        "“{column}={level}” may have at most {needed}; the other bounds named force {possible} at "
        "least. Relax one as listed.",
    ),
    "quota-relaxation": Words(
        "可行的放宽（共 {amount} 人，已验证）：{changes}。",
        "This would do (by {amount} in all, checked): {changes}.",
    ),
    "no-proof": Words(
        "求解器在限定的工作量内未能得出结论。请减少类别，或放宽上下限。",
        "The solver could not tell within its work. Take fewer features, or wider bounds.",
    ),
}
