"""What the tables of the command line say."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

STEPS: Mapping[str, Words] = {
    "build": Words("生成演示区", "making the district"),
    "read": Words("读取文件", "reading files"),
    "check": Words("检查与锁定", "checking and locking"),
    "rehearse": Words("预演抽取", "rehearsing the draw"),
    "seal": Words("密封与锁定记录", "sealing and logging the lock"),
    "log": Words("写入日志", "logging"),
    "targets": Words("抽取对象", "drawing targets"),
    "visits": Words("合并检查", "merging visits"),
    "officers": Words("抽取人员", "drawing officers"),
    "judge": Words("规则核验", "judging"),
    "tables": Words("编制表格", "making tables"),
    "write": Words("写出文件", "writing files"),
    "sums": Words("核对摘要", "checking sums"),
    "seed": Words("读取种子", "reading the seed"),
    "inputs": Words("读取输入", "reading the inputs"),
    "replay": Words("重放抽取", "replaying the draw"),
    "odds": Words("重复抽取", "drawing repeatedly"),
    "compare": Words("逐字节比较", "comparing every byte"),
    "mixing": Words("测量行走", "measuring walks"),
    "explain": Words("查找原因", "looking for reasons"),
}

DRAW_STEPS = (
    "read",
    "check",
    "seal",
    "replay",
    "targets",
    "visits",
    "officers",
    "judge",
    "log",
    "tables",
    "write",
)
VERIFY_STEPS = ("sums", "log", "seed", "inputs", "targets", "replay", "compare")


def steps(*names: str) -> dict[str, Words]:
    """Return the names of some steps."""
    return {name: STEPS[name] for name in names}


WHERE = Words("位置", "Where")
WHAT = Words("问题与处理", "What is wrong, and what to do")
COUNT = Words("数量", "Number")
ITEM = Words("项目", "Item")
KIND = Words("类型", "Kind")
BODY = Words("部门", "Body")
PLAN = Words("计划", "Plan")
PLANS = Words("计划", "Plans")
NAME = Words("名称", "Name")
EXCLUDED = Words("排除", "Excluded")
POOL = Words("待抽取", "Pool")
QUOTA = Words("应抽", "Quota")
TASKS = Words("任务", "Tasks")
RESERVES = Words("递补", "Reserves")
VISITS = Words("检查", "Visits")
OFFICERS = Words("人员", "Officers")
PLACES = Words("名额", "Places")
CAPACITY = Words("可承担", "Can give")
LIVE = Words("已有", "Open")
STEP = Words("步骤", "Step")
SECONDS = Words("秒", "Seconds")
PLANBOOK = Words("计划书文件夹", "PLANBOOK")
TOTAL = Words("合计", "Total")
NEEDED = Words("需要", "Needed")
AVAILABLE = Words("可用", "Available")
SUBJECT = Words("涉及", "Subject")

FAULTS = Words("问题 {count} 处，未作任何改动。", "Faults: {count}. Nothing was changed.")
NOTICES = Words("提示", "Notices")
EXAMPLE = Words("例（每类一条）", "Example (one of each kind)")
MORE = Words("……另有 {count} 处，见 --json", "… and {count} more, see --json")
