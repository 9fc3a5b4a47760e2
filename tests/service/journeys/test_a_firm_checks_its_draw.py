"""A firm checks its draw: finds the result, fetches what was published, recomputes all of it."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile

from api.usecases.people.roles import Role
from api.usecases.steps import Steps
from api.usecases.verification.verify import Verification


def verified(folder):
    """Verify a bundle; return whether every step was sound."""
    made = Verification(folder, Steps())
    list(made)
    return made.is_verified


def test_from_a_notice_to_a_draw_that_anybody_recomputes(drawn, tmp_path):
    number = drawn.ALONE
    notice = drawn.published_result(number)
    drawn.publish_draw()
    visitor = drawn.house.visitor()

    # The result is found by a part of the firm's name, and its digest is that of its bytes.
    name = drawn.task(number)["target_name"]
    found = visitor.get("/public/notices", params={"q": name, "kind": "result"}).json()["items"]
    content = visitor.get(f"/public/notices/{found[0]['id']}/document").content
    assert [one["subject"] for one in found] == [number]
    assert hashlib.sha256(content).hexdigest() == notice["digest"]

    # The firm's own proof, and the whole public bundle, file by file.
    target = drawn.task(number)["target_id"]
    proof = visitor.get(f"/public/proofs/{drawn.label}/{target}", params={"format": "text"})
    assert proof.status_code == 200
    files = visitor.get(f"/public/draws/{drawn.label}").json()["files"]
    for file in files:
        path = tmp_path / "public" / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        got = visitor.get(f"/public/draws/{drawn.label}/files/{file['path']}")
        assert len(got.content) == file["bytes"]
        path.write_bytes(got.content)

    # Both verifiers, ours and the one that travels with the bundle, find nothing wrong.
    script = tmp_path / "public" / "verify.py"
    ended = subprocess.run(
        [sys.executable, "-I", script, tmp_path / "public"], capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
    assert verified(tmp_path / "public")

    # An auditor gets more: the bundle from which officers are drawn again too.
    auditor = drawn.person("auditor", Role.SUPERVISOR)
    packed = auditor.get(f"/draws/{drawn.draw_id}/bundles/audit")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        archive.extractall(tmp_path / "audit")
    assert verified(tmp_path / "audit")
