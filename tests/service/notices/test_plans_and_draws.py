"""Plans are public when they are locked, draws when they are opened; targets never by a notice."""

from __future__ import annotations

import pytest

from api.usecases.people.roles import Role
from tests.service.notices.reading import found


def notice_of(drawn, kind, subject):
    listed = found(drawn.house.visitor(), kind=kind, limit=100)
    (one,) = [one for one in listed if one["subject"] == subject]
    return drawn.notice(one["id"])


def test_every_plan_is_public_once_it_is_locked(drawn):
    listed = found(drawn.house.visitor(), kind="plan")

    assert sorted(one["subject"] for one in listed) == ["P01", "P02", "P03"]


def test_a_plan_is_told_in_figures_and_words(drawn):
    document = notice_of(drawn, "plan", "P03")["document"]

    assert document["title"] == "餐饮单位部门联合双随机检查"
    assert document["window"] == {"starts": "2026-12-01", "ends": "2027-01-01"}
    assert [one["body_id"] for one in document["bodies"]] == ["B01", "B02"]
    assert [one["item_id"] for one in document["items"]] == ["B01-01", "B01-02", "B02-01"]
    assert document["targets"] == {
        "source": "draw",
        "scope": {"zh": "行业代码以H62开头", "en": "industry code begins with H62"},
        "quota": {"kind": "ratio", "otherwise": "20%", "by": ["street"], "amounts": []},
        "pool": 10,
        "quota_due": 2,
    }


def test_a_plan_is_public_on_request_before_it_is_locked(drawn):
    document = drawn.planner.get("/plans/P01").json()["document"] | {"plan_id": "P11"}
    drawn.planner.post("/plans", json=document)

    first = drawn.planner.post("/plans/P11/notice", json={})
    again = drawn.planner.post("/plans/P11/notice", json={})

    assert first.status_code == 201, first.text
    assert again.json()["id"] == first.json()["id"]
    assert "pool" not in notice_of(drawn, "plan", "P11")["document"]["targets"]


def test_a_changed_plan_supersedes_its_notice(drawn):
    document = drawn.planner.get("/plans/P01").json()["document"] | {"plan_id": "P11"}
    drawn.planner.post("/plans", json=document)
    first = drawn.planner.post("/plans/P11/notice", json={}).json()
    drawn.planner.put(
        "/plans/P11", json=document | {"name": "another name"}, headers={"If-Match": "*"}
    )
    second = drawn.planner.post("/plans/P11/notice", json={"reason": "renamed"}).json()

    notice = drawn.notice(second["id"])
    assert (notice["supersedes"], notice["document"]["reason"]) == (first["id"], "renamed")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_not_everybody_publishes_plans(drawn, role):
    somebody = drawn.house.join("somebody", role)

    assert somebody.post("/plans/P01/notice", json={}).status_code in {403, 404}
    assert drawn.body_admin("B02").post("/plans/P01/notice", json={}).status_code in {403, 404}


def test_a_draw_is_told_once_it_is_published(drawn):
    assert found(drawn.house.visitor(), kind="draw") == []
    drawn.publish_draw()

    document = notice_of(drawn, "draw", drawn.label)["document"]
    assert document["draw"] == "120116-2026-000001/1"
    assert document["state"] == "drawn"
    assert [(one["plan_id"], one["pool"], one["quota"]) for one in document["plans"]] == [
        ("P01", 30, 4),
        ("P02", 30, 3),
        ("P03", 10, 2),
    ]
    assert document["verify"].endswith(f"/api/v1/public/draws/{drawn.label}")
    assert document["log"]["size"] == 4
    assert (document["replaced"], document["named_directly"]) == ({}, 0)


def test_a_void_draw_is_told_as_such(drawn):
    from tests.service.drawn import step  # noqa: PLC0415

    given = {"reason": "a fault in the registry", "code": "wrong_inputs"}
    step(drawn.planner, drawn.second, drawn.draw_id, "void", **given)
    drawn.publish_draw()

    assert notice_of(drawn, "draw", drawn.label)["document"]["state"] == "void"
    assert drawn.house.visitor().get(f"/public/draws/{drawn.label}").json()["state"] == "void"


def test_a_test_draw_leaves_nothing_public(drawn):
    document = drawn.planner.get("/plans/P01").json()["document"] | {"plan_id": "P11"}
    drawn.planner.post("/plans", json=document)
    before = found(drawn.house.visitor(), limit=100)
    given = {"title": "a test", "plan_ids": ["P11"], "mode": "test"}
    draw = drawn.planner.post("/draws", json=given).json()
    drawn.planner.post(f"/draws/{draw['id']}/check")
    refused = drawn.planner.post("/plans/P11/notice", json={})

    assert found(drawn.house.visitor(), limit=100) == before
    assert refused.json()["code"] == "test-draw"


# --- a draw and its files -------------------------------------------------------------------------


def test_of_a_sealed_draw_everybody_knows_how_far_it_has_come(drawn):
    told = drawn.house.visitor().get(f"/public/draws/{drawn.label}").json()

    assert (told["number"], told["state"], told["published"]) == (
        "120116-2026-000001/1",
        "drawn",
        False,
    )
    assert (told["files"], told["plan_ids"]) == ([], ["P01", "P02", "P03"])


def test_of_a_published_draw_everybody_gets_the_files(drawn):
    drawn.publish_draw()
    visitor, address = drawn.house.visitor(), f"/public/draws/{drawn.label}"
    files = {one["path"]: one["bytes"] for one in visitor.get(address).json()["files"]}
    got = visitor.get(f"{address}/files/public/selections.csv")

    assert {"verify.py", "seed.txt", "SHA256SUMS", "public/lock.json"} <= set(files)
    assert len(got.content) == files["public/selections.csv"]
    assert got.headers["content-disposition"] == 'attachment; filename="selections.csv"'
    assert "max-age=86400" in got.headers["cache-control"]
    again = visitor.get(
        f"{address}/files/public/selections.csv", headers={"If-None-Match": got.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "public/selections.csv",
        "../audit/audit/strata.csv",
        "..%2Faudit%2Faudit%2Fstrata.csv",
        "/etc/passwd",
        "audit/strata.csv",
        "%00",
    ],
)
def test_nothing_else_is_a_file_of_a_draw(drawn, path):
    address = f"/public/draws/{drawn.label}/files/{path}"
    sealed = drawn.house.visitor().get(address)
    drawn.publish_draw()
    published = drawn.house.visitor().get(address)

    assert sealed.status_code == 404
    assert published.status_code == (200 if path == "public/selections.csv" else 404)


@pytest.mark.parametrize("label", ["120116-2026-000002", "120116-2026-000001.2", "x", "x.1.1"])
def test_there_are_no_other_draws(drawn, label):
    assert drawn.house.visitor().get(f"/public/draws/{label}").status_code == 404


def test_the_log_is_public_from_its_first_record_on(drawn):
    visitor = drawn.house.visitor()
    records = visitor.get("/public/log/log.jsonl")

    assert '"event":"lock"' in records.text
    assert visitor.get("/public/log/checkpoint").text.startswith("doubledraw.example/120116")
    assert visitor.get("/public/log/keys.txt").status_code == 200
    assert visitor.get("/public/log/.held").status_code == 422
    assert records.headers["cache-control"] == "no-cache"


def test_a_draw_verifies_from_what_everybody_gets(drawn, tmp_path):
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    drawn.publish_draw()
    visitor, address = drawn.house.visitor(), f"/public/draws/{drawn.label}"
    for file in visitor.get(address).json()["files"]:
        path = tmp_path / "bundle" / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(visitor.get(f"{address}/files/{file['path']}").content)

    done = subprocess.run(
        [sys.executable, tmp_path / "bundle/verify.py", tmp_path / "bundle"],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
