"""A month over the real registry of the district: imported, drawn, verified.

The registry lies beside the checkout and is no part of the project.
"""

from pathlib import Path

import pytest

from tests.journeys.terminal import answer, call, table

REGISTRY = Path(__file__).parents[3] / "shared" / "data" / "binhai_registry.csv.gz"
OTHERS = {
    "plans.csv": "计划编号,计划名称,计划类型,发起部门,抽查比例,对象范围,开始日期,结束日期\n"
    "P001,食品经营双随机抽查,双随机,区市场监督管理局,1%,business_scope*=食品,2026-12-01,2026-12-31\n"
    "P002,道路运输双随机抽查,双随机,区运输管理局,20户,business_scope*=运输,2026-12-01,2026-12-31\n",
    "bodies.csv": "部门编号,部门名称\nSCJG,区市场监督管理局\nYSGL,区运输管理局\n",
    "officers.csv": "人员编号,姓名,工作单位,执法证有效期\n"
    + "".join(
        f"Z{number:03},执法员{number},{body},2029-06-30\n"
        for number, body in enumerate(["区市场监督管理局"] * 6 + ["区运输管理局"] * 6)
    ),
    "items.csv": "事项编号,抽查事项名称,职能部门\n",
    "policy.json": '{"version": "2026-1"}',
    "draw.json": '{"number": "120116-2026-000001", '
    '"window": {"starts": "2026-12-01", "last_day": "2026-12-31"}}',
}


@pytest.mark.skipif(not REGISTRY.exists(), reason=f"{REGISTRY} is not there: real data stays apart")
def test_a_month_over_the_real_registry_is_drawn_and_verified(tmp_path, capsys):
    month, out = tmp_path / "month", tmp_path / "planbook"

    assert call("import", "targets", REGISTRY, "--out", month) == 0
    for name, text in OTHERS.items():
        (month / name).write_text(text, encoding="utf-8")
    code, told = answer(capsys, "check", month)
    assert (code, len(told["pools"])) == (0, 2)
    assert call("draw", month, "--out", out) == 0

    drawn = table(out, "selections")
    registry = table(out / "inputs", "targets")
    assert registry.height == 17_006
    scopes = drawn.join(registry, on="target_id").select("plan_id", "business_scope").rows()
    assert all(("食品" if plan == "P001" else "运输") in scope for plan, scope in scopes)
    assert call("verify", out) == 0
