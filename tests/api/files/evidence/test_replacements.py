from __future__ import annotations

import json
from datetime import date

import pytest

from api.files.evidence.replacements import account_content, public_replacements
from api.files.evidence.secrets import Secrets
from scheduler.domain.vacancies import NOBODY, OfficerVacancy, Reason, Redraw, Replacement
from scheduler.domain.vacancies import TargetVacancy as Lost

HEAD = "number,kind,reason,plan_id,target_id_gone,target_id_come\n"
SECRETS = Secrets(mask="", rows="0a", salts={}, sources=(None,))


def replaced(vacancy, came, reason=Reason.LEAVE, key="0b"):
    redraw = Redraw(vacancy=vacancy, reason=reason, since=date(2026, 12, 1), key=key)
    return Replacement(redraw=redraw, came=came)


PLACE = OfficerVacancy("T1/P1", "B1", "O1")


@pytest.mark.parametrize(
    ("one", "row"),
    [
        (replaced(PLACE, "O2"), "1,officer,leave,,,\n"),
        (replaced(PLACE, NOBODY), "1,officer,leave,,,\n"),
        (replaced(Lost("P1", "T1"), "T2", Reason.MOVED), "1,target,moved,P1,T1,T2\n"),
        (replaced(Lost("P1", "T1"), NOBODY, Reason.MOVED), "1,target,moved,P1,T1,\n"),
    ],
)
def test_everybody_hears_of_targets_and_of_no_people(one, row):
    assert public_replacements([one]) == {"public/replacements.csv": (HEAD + row).encode()}


def test_where_nothing_was_replaced_there_is_no_table():
    assert public_replacements([]) == {}


def test_the_office_is_told_who_came():
    ones = [replaced(PLACE, "O2", key="sm3:0c"), replaced(Lost("P1", "T1"), "T2")]
    first, second = json.loads(account_content(ones))["replacements"]

    assert (first["gone"], first["came"], first["key"]) == ("O1", "O2", "0c")
    assert (second["plan_id"], second["gone"], second["came"]) == ("P1", "T1", "T2")


def test_secrets_without_documents_are_as_they_were():
    assert b"documents" not in SECRETS.content()
    assert Secrets.read(SECRETS.content()) == SECRETS


def test_a_document_keeps_its_salt_until_it_changes():
    kept = SECRETS.with_document("audit/vacancies/1.json", b"{}", "s1")

    assert Secrets.read(kept.content()) == kept
    assert kept.with_document("audit/vacancies/1.json", b"{}", "s2") == kept
    assert kept.with_document("audit/vacancies/1.json", b"[]", "s2").salts == {
        "audit/vacancies/1.json": "s2"
    }
