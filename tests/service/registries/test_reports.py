"""What goes back to whoever sent a file, and what happens if reading it fails."""

import csv
import io
from urllib.parse import unquote

import polars as pl
import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import col, select

from api.tables.draws import Job
from api.usecases.jobs.run_job import run_job
from api.usecases.people.roles import Role
from api.usecases.registries import parse_import as parsing
from tests.service.registries.district import FILES, codes, keys, settle, table

BAD = table(
    FILES["officers"][0], "O1,One,B01,C1,2027-12-31", "O2,Two,B99,C2,2026-02-30", "O3,=1+1,B01,C3,"
)


def rows(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


class TestTheFileHandedBack:
    def test_has_a_column_that_says_what_is_wrong_in_each_row(self, house):
        planner = settle(house, "bodies")
        told = planner.send_file("officers", "执法人员.csv", BAD)

        report = planner.get(
            f"/imports/{told.json()['id']}/report", headers={"Accept-Language": "zh"}
        )

        header, good, bad, formula = rows(report)
        assert header[-1] == "问题"
        assert good[-1] == ""
        assert "B99" in bad[-1]
        assert "2026-02-30" in bad[-1]
        assert formula[1] == "'=1+1"
        assert "执法人员-问题.csv" in unquote(report.headers["content-disposition"])

    def test_can_be_sent_again_and_has_the_same_faults(self, house):
        planner = settle(house, "bodies")
        told = planner.send_file("officers", "o.csv", BAD)
        report = planner.get(f"/imports/{told.json()['id']}/report")

        again = planner.send_file("officers", "o.csv", report.content)

        assert again.json()["faults"] == told.json()["faults"]

    def test_has_more_faults_than_an_answer_holds(self, house):
        planner = settle(house, "bodies")
        lines = [f"O{number},Name,B99,C{number},2027-12-31" for number in range(1_005)]
        told = planner.send_file("officers", "o.csv", table(FILES["officers"][0], *lines))

        report = planner.get(f"/imports/{told.json()['id']}/report")

        assert (told.json()["n_faults"], len(told.json()["faults"])) == (1_005, 1_000)
        assert all(row[-1] for row in rows(report))

    def test_of_a_workbook_is_a_workbook(self, house, tmp_path):
        path = tmp_path / "o.xlsx"
        pl.read_csv(io.BytesIO(BAD), infer_schema=False).write_excel(path)
        planner = settle(house, "bodies")
        told = planner.send_file("officers", "o.xlsx", path.read_bytes())

        report = planner.get(f"/imports/{told.json()['id']}/report")

        assert report.headers["content-type"].endswith("spreadsheetml.sheet")
        book = CalamineWorkbook.from_filelike(io.BytesIO(report.content))
        assert book.get_sheet_by_index(0).to_python()[0][-1] == "Problems"

    def test_is_none_of_what_is_no_table(self, house):
        planner = settle(house, "bodies")
        told = planner.send_file("officers", "o.csv", b"%PDF-1.7\n")

        refused = planner.get(f"/imports/{told.json()['id']}/report")

        assert (refused.status_code, refused.json()["code"]) == (409, "import-no-table")

    def test_is_for_those_who_see_the_import(self, house):
        planner = settle(house, "bodies")
        told = planner.send_file("officers", "o.csv", BAD)
        second = house.join("second", Role.BODY_ADMIN, "B02")

        for what in ("report", "differences"):
            assert second.get(f"/imports/{told.json()['id']}/{what}").status_code == 404


class TestTheTableOfDifferences:
    def test_has_a_line_for_each_cell(self, house):
        planner = settle(house)
        content = table(
            FILES["targets"][0], "T1,=Mill,area,North,D,p1|p2,food|fire", "T3,Shop,product,East,,,"
        )
        told = planner.send_file("targets", "t.csv", content, mode="replace")
        address = f"/imports/{told.json()['id']}/differences"

        found = planner.get(address, headers={"Accept-Language": "zh"})

        assert rows(found) == [
            ["变更", "编号", "名称", "列", "原值", "新值"],
            ["修改", "T1", "'=Mill", "企业名称", "Mill", "'=Mill"],
            ["修改", "T1", "'=Mill", "对象类型", "项目", "区域"],
            ["移除", "T2", "River", "", "", ""],
            ["新增", "T3", "Shop", "", "", ""],
        ]

    def test_stays_the_same_after_the_commit(self, house):
        planner = settle(house, "bodies")
        told = planner.send_file("bodies", "b.csv", table("body_id,name", "B01,Renamed"))
        address = f"/imports/{told.json()['id']}"
        before = planner.get(f"{address}/differences")

        planner.post(f"{address}/commit", json={}, headers={"If-Match": told.headers["etag"]})

        assert rows(planner.get(f"{address}/differences")) == rows(before)
        assert len(rows(before)) == 2


class TestAWorker:
    @pytest.fixture
    def waiting(self, house, monkeypatch):
        """A planner, and the number of an import whose job has not run yet."""
        planner = settle(house, "bodies")
        monkeypatch.setattr(house.service.queue, "run", lambda _job_id: None)
        sent = planner.post(
            "/registries/officers/imports",
            params={"file_name": "o.csv"},
            content=table(*FILES["officers"][:3]),
        )
        return planner, sent.json()["id"]

    def run(self, house, import_id):
        with house.transaction() as tx:
            query = select(Job).where(col(Job.subject_id) == str(import_id))
            job_id = tx.session.exec(query).one().id
        run_job(house.service, job_id)

    def test_that_has_not_come_yet_leaves_the_import_received(self, waiting):
        planner, number = waiting

        told = planner.get(f"/imports/{number}").json()

        assert (told["state"], told["differences"]) == ("received", None)
        assert planner.get(f"/imports/{number}/report").json()["code"] == "wrong-state"

    @pytest.mark.parametrize("at", ["read_upload", "compare"])
    def test_that_dies_is_followed_by_one_that_begins_again(self, house, waiting, monkeypatch, at):
        planner, number = waiting

        def die(*_arguments):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(parsing, at, die)
            with pytest.raises(KeyboardInterrupt):
                self.run(house, number)
        assert planner.get(f"/imports/{number}").json()["state"] == "received"

        self.run(house, number)

        told = planner.get(f"/imports/{number}")
        assert (told.json()["state"], told.json()["differences"]["added"]) == ("parsed", 2)

    def test_that_runs_twice_reads_once(self, house, waiting):
        planner, number = waiting

        self.run(house, number)
        version = planner.get(f"/imports/{number}").headers["etag"]
        parsing.parse_import(house.service, number)

        assert planner.get(f"/imports/{number}").headers["etag"] == version

    def test_that_finds_a_fault_of_ours_lets_nobody_wait(self, house, waiting, monkeypatch):
        planner, number = waiting

        def fail(*_arguments):
            message = "a secret of the programme"
            raise RuntimeError(message)

        monkeypatch.setattr(parsing, "read_upload", fail)
        self.run(house, number)

        told = planner.get(f"/imports/{number}")
        assert (told.json()["state"], codes(told)) == ("refused", ["reading-failed"])
        assert "secret" not in told.text
        assert keys(planner, "officers") == []
