"""docs/evidence-codes.md has every code of the ceremony and of verification."""

from __future__ import annotations

from pathlib import Path

from api.wording.entropy import ENTROPY
from api.wording.evidence import CEREMONY, VERIFYING
from api.wording.logs import LOGS, TEXTS, WITNESSES
from api.wording.proofs import PROOFS
from api.wording.redraws import REDRAWS

GUIDE = (Path(__file__).parents[3] / "docs" / "evidence-codes.md").read_text(encoding="utf-8")


def test_every_code_stands_in_the_guide_once():
    areas = (CEREMONY, ENTROPY, REDRAWS, VERIFYING, PROOFS, LOGS, TEXTS, WITNESSES)
    codes = [code for area in areas for code in area]

    assert [code for code in codes if GUIDE.count(f"| `{code}` |") != 1] == []
    assert GUIDE.count("\n| `") == len(codes)
