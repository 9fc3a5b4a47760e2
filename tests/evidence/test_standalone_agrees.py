"""The verifier that comes with every bundle says the same as ours, wherever it looks at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import api.files.evidence.standalone
from scheduler.lottery.seed import Keys
from tests.evidence.office import WITNESS, written
from tests.evidence.tamperings import CATALOGUE, Touches

VERIFIER = Path(api.files.evidence.standalone.__path__[0]) / "verify.py"
OTHERS = ("python3.8", "python3.9", "python3.10", "python3.12", "python3.13", "python3.14")
TOUCHING = [one for one in CATALOGUE if one.touches is not Touches.OTHER]

FINE, MISMATCH = 0, 5


def judged(folder, key, witnesses, interpreter=sys.executable):
    """Run the standalone verifier; return its exit code and what it prints."""
    found = subprocess.run(
        [
            interpreter, "-I", str(VERIFIER), str(folder), "--lang", "en",
            "--pin-key", str(key.verifier), "--witness-keys", str(witnesses),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )  # fmt: skip
    assert "Traceback" not in found.stderr, found.stderr
    return found.returncode, found.stdout


@pytest.fixture(scope="session")
def witnesses(tmp_path_factory):
    path = tmp_path_factory.mktemp("witnesses") / "keys.txt"
    path.write_text(f"{WITNESS.verifier}\n", encoding="ascii")
    return path


@pytest.fixture(scope="session")
def another_interpreter():
    """Another release of Python that really runs, if there is one."""
    for name in OTHERS:
        path = shutil.which(name)
        if (
            path
            and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0
        ):
            return path
    return pytest.skip("No other release of Python is installed.")


@pytest.mark.parametrize("bundle", ["public", "audit"])
def test_both_verify_the_good_draw_with_the_same_key(bundle, good, witnesses):
    code, said = judged(getattr(good, bundle), good.key, witnesses)
    key = Keys.from_seed(good.edition.book.seed_text).target

    assert code == FINE, said
    assert re.search(r"K_target ([0-9a-f]{64})", said)[1] == key
    assert "lock seen before entropy by witness.example/w" in said


def test_another_release_of_python_says_the_same(good, witnesses, another_interpreter):
    ours = judged(good.audit, good.key, witnesses)

    assert judged(good.audit, good.key, witnesses, another_interpreter) == ours


@pytest.mark.parametrize("tampering", TOUCHING, ids=[one.name for one in TOUCHING])
def test_what_touches_targets_or_records_is_told_by_both(tampering, good, witnesses, tmp_path):
    folder = written(tampering.make(good), tmp_path / "bundle")

    code, said = judged(folder, good.key, witnesses)

    assert code == MISMATCH, said
    # A rebuilt log has lost the witness; that alone must not be all that is found.
    failed = set(re.findall(r"^\u2717  ([^:]+):", said, re.MULTILINE))
    assert failed - {"cosignatures"}, said
