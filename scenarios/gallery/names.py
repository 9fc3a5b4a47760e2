"""The worlds of the gallery by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from scenarios.builder import Builder
from scenarios.gallery import limits, listed, people, targets

GALLERY: Mapping[str, Builder] = MappingProxyType(
    {
        "a_class_too_small": targets.a_class_too_small,
        "all_in_training": people.all_in_training,
        "apart_by_halves": people.apart_by_halves,
        "busy_weeks": limits.busy_weeks,
        "certificates_end": people.certificates_end,
        "crowded_days": limits.crowded_days,
        "crowded_week": limits.crowded_week,
        "everybody_related": listed.everybody_related,
        "few_leaders": limits.few_leaders,
        "few_seniors": limits.few_seniors,
        "half_related_half_away": listed.half_related_half_away,
        "hardly_there": limits.hardly_there,
        "lending_refused": limits.lending_refused,
        "lent_out": people.lent_out,
        "lone_officer": people.lone_officer,
        "more_than_there_are": targets.more_than_there_are,
        "never_there_together": people.never_there_together,
        "no_expert": people.no_expert,
        "no_senior": people.no_senior,
        "nobody_leads": people.nobody_leads,
        "one_specialist": limits.one_specialist,
        "only_relatives": people.only_relatives,
        "open_on_mondays": listed.open_on_mondays,
        "open_tasks_first": limits.open_tasks_first,
        "related_until_friday": listed.related_until_friday,
        "same_pair_again": people.same_pair_again,
        "seen_in_autumn": listed.seen_in_autumn,
        "small_lender": limits.small_lender,
        "two_holders_wanted": people.two_holders_wanted,
    }
)
