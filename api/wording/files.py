"""Faults of files as a whole: which file, what it is, whether it can be read."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

FILES: Mapping[str, Words] = {
    "file-missing": Words(
        "没有这个文件。请把它放进文件夹，或核对文件名。",
        "There is no such file. Put it into the folder, or check its name.",
    ),
    "file-unreadable": Words(
        "无法打开文件（{found}）。请检查权限，或关闭正在使用它的程序。",
        "The file cannot be opened ({found}). Check its permissions, or close what uses it.",
    ),
    "not-a-file": Words(
        "这不是文件。请给出文件，而不是文件夹或设备。",
        "This is not a file. Give a file, not a folder or a device.",
    ),
    "file-empty": Words(
        "文件是空的，应有一行列名和数据行。请重新导出。",
        "The file is empty; a heading row and data rows were expected. Export it again.",
    ),
    "file-too-large": Words(
        "文件超过 {limit} MB。请按年度或区域拆分后分别导入。",
        "The file is larger than {limit} MB. Split it by year or area and import the parts.",
    ),
    "not-text": Words(
        "文字无法识别，应为 UTF-8 或 GBK 编码。请用“另存为 CSV UTF-8”重新保存。",
        "The text cannot be decoded; UTF-8 or GBK was expected. Save it again as CSV UTF-8.",
    ),
    "gzip-broken": Words(
        "压缩文件已损坏（{found}）。请重新压缩或重新传送。",
        "The compressed file is damaged ({found}). Compress or transfer it again.",
    ),
    "not-a-table": Words(
        "文件内容是{found:term}，应为 CSV、XLSX 或 Parquet 表格。请打开后另存为 .xlsx 或 .csv。",
        "The content is {found:term}; a table (CSV, XLSX, Parquet) was expected. "
        "Open it and save it as .xlsx or .csv.",
    ),
    "another-kind": Words(
        "这看起来是“{found:term}”，此处应为“{expected:term}”。请核对是否选错了文件。",
        "This looks like the {found:term}; the {expected:term} was expected. "
        "Check whether the right file was chosen.",
    ),
    "no-heading-row": Words(
        "前 30 行中没有找到列名行；第一行是“{found}”。至少需要这些列：{known}。请补上列名。",
        "No heading row in the first 30 rows; the first one is “{found}”. "
        "At least these columns are needed: {known}. Add the headings.",
    ),
    "missing-column": Words(
        "缺少列：{known}。现有列：{found}。请补上此列或改正列名。",
        "A column is missing: {known}. The columns found: {found}. Add it or correct its heading.",
    ),
    "column-given-twice": Words(
        "列“{found}”出现了不止一次，无法确定用哪一列。请删除或改名。",
        "The column “{found}” stands more than once, so it is not clear which to use. "
        "Delete or rename one.",
    ),
    "no-rows": Words(
        "只有列名，没有可用的数据行。请填写数据；要清空名录，请逐行移除。",
        "There are headings and no row that counts. Fill in rows; to empty a registry, delete its "
        "rows one by one.",
    ),
    "too-many-columns": Words(
        "有 {found} 列，最多 {limit} 列。请删除多余的列。",
        "There are {found} columns; at most {limit} are read. Delete those that are not needed.",
    ),
    "heading-too-long": Words(
        "列名“{found}…”有 {length} 个字符，最多 {limit} 个。请缩短。",
        "The heading “{found}…” has {length} characters; at most {limit} are kept. Shorten it.",
    ),
    "spreadsheet-too-slow": Words(
        "读取工作簿超过 {limit} 秒，已停止。请删除多余的工作表和格式，或另存为 CSV。",
        "Reading the workbook took more than {limit} seconds and was stopped. "
        "Delete unneeded sheets and formats, or save it as CSV.",
    ),
    "spreadsheet-too-large": Words(
        "工作表声明的范围太大（内存上限 {limit} MB），可能有内容落在最末行或最末列。"
        "请删除数据以外的行和列，或另存为 CSV。",
        "The sheet claims too large an area (memory limit {limit} MB); something may stand in its "
        "last row or column. Delete rows and columns beyond the data, or save it as CSV.",
    ),
    "spreadsheet-broken": Words(
        "工作簿已损坏或格式无法识别（{found}）。请用表格软件打开后重新保存为 .xlsx。",
        "The workbook is damaged or of an unknown format ({found}). "
        "Open it in a spreadsheet program and save it as .xlsx.",
    ),
    "parquet-broken": Words(
        "Parquet 文件已损坏，或展开后过大。请重新导出。",
        "The Parquet file is damaged or unfolds to too much. Export it again.",
    ),
    "parquet-too-slow": Words(
        "读取 Parquet 文件超过 {limit} 秒，已停止。请拆分后分别导入。",
        "Reading the Parquet file took more than {limit} seconds and was stopped. Split it.",
    ),
    "too-many-broken-quotes": Words(
        "引号错误超过 {found} 处，无法分辨各行。请重新导出，文字中的引号应成对书写。",
        "More than {found} rows have quotes that do not close, so rows cannot be told apart. "
        "Export it again, with quotes inside text doubled.",
    ),
    "broken-json": Words(
        "JSON 写法有误，在第 {row} 行第 {at} 个字符处（{found}）。请改正后再导入。",
        "This is not JSON at row {row}, character {at} ({found}). Correct it and import again.",
    ),
    "broken-yaml": Words(
        "YAML 写法有误，在第 {row} 行第 {at} 个字符处（{found}）；不可使用引用（& 和 *）。请改正。",
        "This is not YAML at row {row}, character {at} ({found}); references (& and *) are not "
        "allowed. Correct it and import again.",
    ),
    "folder-missing": Words(
        "没有文件夹“{found}”。请核对路径。",
        "There is no folder “{found}”. Check the path.",
    ),
    "folder-is-a-file": Words(
        "“{found}”是文件，此处应为文件夹。请给出存放各表的文件夹。",
        "“{found}” is a file; a folder was expected. Give the folder that holds the tables.",
    ),
    "folder-not-empty": Words(
        "文件夹已有内容，不会覆盖。请换一个新的或空的文件夹。",
        "The folder already holds something and is not overwritten. Give a new or empty folder.",
    ),
    "two-files-for-one-table": Words(
        "“{key:term}”有不止一个文件：{found}。请只保留一个。",
        "There is more than one file for the {key:term}: {found}. Keep only one.",
    ),
    "not-writable": Words(
        "{key} 写出后再读入与原值不同（{found}），没有写出任何文件。"
        "请改正此值：两端不可有空格，不可只是表示“无”的符号，列表成员中不可有分隔符。",
        "{key} would not be read back as it was written ({found}), so nothing was written. "
        "Correct the value: no blanks around it, no sign that means no value, "
        "no separators inside members of a list.",
    ),
}

FILE_NOTICES: Mapping[str, Words] = {
    "banner-rows": Words(
        "列名行之上有 {found} 行标题或说明，已跳过；列名在第 {row} 行。",
        "{found} rows of titles above the headings were skipped; the headings are in row {row}.",
    ),
    "other-sheets": Words(
        "使用了工作表“{found}”；其他工作表未读：{others}。",
        "The sheet “{found}” was used; other sheets were not read: {others}.",
    ),
    "full-width-separator": Words(
        "以全角“{found}”分隔，已按分隔符读取。",
        "Cells are separated by the full-width “{found}”, which was read as a separator.",
    ),
    "personal-columns": Words(
        "含个人信息的列未导入：{found}。抽取不需要这些信息。",
        "Columns with personal data were not taken over: {found}. A draw does not need them.",
    ),
    "columns-kept": Words(
        "未列入标准的列按文字保留：{found}。可用于计划的范围条件。",
        "Columns beyond the standard ones were kept as text: {found}. Scopes may use them.",
    ),
    "columns-not-used": Words(
        "未使用的列：{found}。若其中有需要的列，请核对列名。",
        "Columns not used: {found}. If one of them is needed, check its heading.",
    ),
    "columns-of-one-meaning": Words(
        "几列含义相同，采用“{found}”，不采用：{others}。",
        "Several columns mean the same; “{found}” was used, not: {others}.",
    ),
    "holidays-not-known": Words(
        "{found} 年的节假日安排尚未收录，按周一至周五为工作日。请在 calendar.json 中补充。",
        "The holidays of {found} are not known yet; Monday to Friday count as working days. "
        "Give them in calendar.json.",
    ),
    "file-not-used": Words(
        "文件“{found}”未使用。若它是其中一张表，请改名为：{known}。",
        "The file “{found}” was not used. If it is one of the tables, call it: {known}.",
    ),
}
