from __future__ import annotations

from api.files.bodies import read_bodies
from scheduler.domain.bodies import Level
from tests.api.files.desk import put, said, said_in_english


def test_reads_bodies_sorted_with_levels_in_chinese(tmp_path):
    path = put(tmp_path, "bodies.csv", "部门编号,部门名称,层级\nYJ,应急局,区\nHG,杭州道街道,街镇\n")
    found = read_bodies(path)

    assert [body.body_id for body in found.value] == ["HG", "YJ"]
    assert [body.level for body in found.value] == [Level.STREET, Level.DISTRICT]


def test_a_body_without_a_level_is_the_districts(tmp_path):
    path = put(tmp_path, "bodies.csv", "body_id,name\nYJ,应急局\n")

    assert read_bodies(path).value[0].level is Level.DISTRICT


def test_all_faults_are_told_and_the_good_rows_stay(tmp_path):
    text = (
        "部门编号,部门名称,层级\n应急,应急局,区\nYJ,,区\nYJ,应急局,区\nSC,市场局,省道\nOK,某局,市\n"
    )
    found = read_bodies(put(tmp_path, "bodies.csv", text))

    first, second, third, fourth = sorted(said(found))
    assert first.startswith("bodies.csv，第 2 行，“部门编号”列：“应急”不能作编号：")
    assert second == "bodies.csv，第 3 行，“部门名称”列：此格必须填写。请补上。"
    assert third == "bodies.csv，第 4 行，“部门编号”列：“YJ”与第 3 行重复。请只保留一行。"
    assert "“省道”不在可选项中，应为：市(city)、区(district)、街镇(street)。" in fourth
    assert "is not one of: 市(city)" in "".join(said_in_english(found))
    assert [body.body_id for body in found.value] == ["OK"]
    assert found.left_out.ids == {"应急", "YJ", "SC"}
