"""What is said about registries and their imports."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

REGISTRIES: Mapping[str, Words] = {
    "file-name-unknown": Words(
        "从文件名“{found}”看不出是哪种文件。请使用以下扩展名之一：{known}。",
        "The name “{found}” does not tell what the file is. Let it end with one of: {known}.",
    ),
    "import-has-faults": Words(
        "有 {count} 处错误，尚未导入。请修改文件后重新上传，或选择跳过有错的行。",
        "There are {count} faults and nothing was imported. Mend the file and send it again, or "
        "choose to skip the rows at fault.",
    ),
    "registry-moved-on": Words(
        "比对之后名录（{kind:term}）又有变化。请重新比对差异后再提交。",
        "The {kind:term} has changed since differences were told. Compare again, then commit.",
    ),
    "registry-not-by-body": Words(
        "名录“{kind:term}”由全区统一维护，不能按部门导入。",
        "The {kind:term} belongs to the district and has no parts of bodies.",
    ),
    "row-of-other-body": Words(
        "“{found}”不属于部门 {body}。请从文件中删去，或由其所属部门导入。",
        "“{found}” does not belong to body {body}. Take it out, or let its own body import it.",
    ),
    "upload-too-slow": Words(
        "读取文件超过 {limit} 秒，已停止。请拆分后分别导入，或另存为 CSV。",
        "Reading the file took more than {limit} seconds and was stopped. Split it, or save it as "
        "CSV.",
    ),
    "upload-unfolds-too-far": Words(
        "文件展开后所需内存超过 {limit} MB，已停止读取。请删除多余的行、列和工作表，"
        "或拆分后分别导入。",
        "Unfolded, the file needs more than {limit} MB of memory, so reading was stopped. Delete "
        "rows, columns and sheets that are not needed, or split it.",
    ),
    "reading-failed": Words(
        "读取文件时服务内部出错，名录未作任何更改。请重新上传；若再次发生，"
        "请把导入编号 {found} 告知维护人员。",
        "Something in the service failed while it read the file, and the registry was not changed. "
        "Send it again; if it stays, tell the maintainers the number of the import, {found}.",
    ),
    "import-no-table": Words(
        "文件“{file}”不是可读取的表格，无法附上问题列。请按导入报告中的说明处理。",
        "“{file}” is no table that can be read, so no column of problems can be added. The report "
        "of the import says what to do.",
    ),
    "row-exists": Words(
        "“{found}”已在名录（{kind:term}）中。请修改原有的行，或核对编号。",
        "“{found}” is in the {kind:term} already. Change that row, or check the number.",
    ),
    "row-empty": Words(
        "这一行没有内容。请填写各列。",
        "Nothing stands in this row. Give its columns.",
    ),
    "row-never-changes": Words(
        "名录（{kind:term}）中的行不能修改，只能移除后另加。请删除这一行，再新增正确的一行。",
        "Rows of the {kind:term} are not changed but replaced. Delete this one and add the right "
        "one.",
    ),
    "row-key-fixed": Words(
        "编号不能修改：原为“{expected}”，现为“{found}”。编号有误时，请移除这一行并另加一行。",
        "The key of a row is fixed: it is “{expected}”, not “{found}”. If the number is wrong, "
        "delete the row and add another.",
    ),
    "row-still-needed": Words(
        "仍有 {count} 行（{by:term}）引用要移除的内容，名录（{kind:term}）未作更改。"
        "请先改正或移除那些行。",
        "{count} rows of the {by:term} still refer to what would be removed from the {kind:term}, "
        "and nothing was changed. Change or remove those first.",
    ),
    "reference-gone": Words(
        "“{found}”已不在名录（{kind:term}）中。请重新上传文件，或改正引用。",
        "“{found}” is no longer in the {kind:term}. Send the file again, or refer to another.",
    ),
    "column-unknown": Words(
        "没有“{found}”这一列，应为：{known}。请改正列名。",
        "There is no column “{found}”; there are: {known}. Correct its name.",
    ),
    "registry-by-file": Words(
        "名录（{kind:term}）记录已发生的事，只能以文件导入，不能逐行修改。请上传文件。",
        "The {kind:term} records what has happened: it comes as files, and no row is edited. Send "
        "a file.",
    ),
    "change-unknown": Words(
        "没有第 {found} 号变更，最新为第 {newest} 号。请核对变更编号。",
        "There is no change {found}; the newest is {newest}. Check its number.",
    ),
    "snapshot-is-whole": Words(
        "名录（{kind:term}）的快照含其他部门或仅供内部参考的内容，只供全区人员下载。"
        "本部门的内容请按第 {change} 号变更查看。",
        "A snapshot of the {kind:term} holds what is other bodies' or internal, so only who reads "
        "for the whole district may fetch it. Look at your own rows as they were after change "
        "{change}.",
    ),
}
