"""The verifier that comes with every bundle says the same as ours, wherever it looks at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import api.files.evidence.standalone
from scheduler.lottery.seed import Keys
from tests.evidence.catalogue import Touches
from tests.evidence.office import WITNESS, written
from tests.evidence.tamperings import TAMPERINGS

VERIFIER = Path(api.files.evidence.standalone.__path__[0]) / "verify.py"
RELEASES = ("3.8", "3.12", "3.13")
TOUCHING = [one for one in TAMPERINGS if one.touches is not Touches.OTHER]

FINE, MISMATCH = 0, 5


def chosen(release):
    """Return the environment in which pyenv, if it is what starts Python, starts that release."""
    return {**os.environ, "PYENV_VERSION": release} if release else None


def runs(release):
    """Tell whether a release of Python is installed and starts."""
    path = shutil.which(f"python{release}")
    tried = path and subprocess.run(
        [path, "-c", ""], capture_output=True, check=False, env=chosen(release)
    )
    return bool(tried) and tried.returncode == 0


def judged(folder, key, witnesses, release=""):
    """Run the standalone verifier; return its exit code and what it prints."""
    python = f"python{release}" if release else sys.executable
    found = subprocess.run(
        [
            python, "-I", str(VERIFIER), str(folder), "--lang", "en",
            "--pin-key", str(key.verifier), "--witness-keys", str(witnesses),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=chosen(release),
    )  # fmt: skip
    assert "Traceback" not in found.stderr, found.stderr
    return found.returncode, found.stdout


@pytest.fixture(scope="session")
def witnesses(tmp_path_factory):
    path = tmp_path_factory.mktemp("witnesses") / "keys.txt"
    path.write_text(f"{WITNESS.verifier}\n", encoding="ascii")
    return path


@pytest.mark.parametrize("bundle", ["public", "audit"])
def test_both_verify_the_good_draw_with_the_same_key(bundle, good, witnesses):
    code, said = judged(getattr(good, bundle), good.key, witnesses)
    key = Keys.from_seed(good.edition.book.seed_text).target

    assert code == FINE, said
    assert re.search(r"K_target ([0-9a-f]{64})", said)[1] == key
    assert "lock seen before entropy by witness.example/w" in said


@pytest.mark.parametrize("release", RELEASES)
def test_another_release_of_python_says_the_same(release, good, witnesses):
    if not runs(release):
        pytest.skip(f"Python {release} is not installed.")

    ours = judged(good.audit, good.key, witnesses)

    assert judged(good.audit, good.key, witnesses, release) == ours


@pytest.mark.parametrize("tampering", TOUCHING, ids=[one.name for one in TOUCHING])
def test_what_touches_targets_or_records_is_told_by_both(tampering, good, witnesses, tmp_path):
    folder = written(tampering.make(good), tmp_path / "bundle")

    code, said = judged(folder, good.key, witnesses)

    assert code == MISMATCH, said
