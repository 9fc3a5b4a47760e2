"""Faults of rows and cells, and what is worth knowing about them."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

ROWS: Mapping[str, Words] = {
    "broken-quote": Words(
        "引号没有成对（{found}…）。请把文字中的引号写成两个，或删除它。",
        "A quote does not close ({found}…). Double quotes inside text, or delete them.",
    ),
    "line-too-long": Words(
        "这一行有 {length} 个字符，一格最多 {limit} 个。请检查是否缺少换行或引号。",
        "This line has {length} characters; a cell holds at most {limit}. Check whether line "
        "breaks or quotes are missing.",
    ),
    "cell-too-long": Words(
        "“{found}…”有 {length} 个字符，最多 {limit} 个。请缩短。",
        "“{found}…” has {length} characters; at most {limit} are kept. Shorten it.",
    ),
    "broken-text": Words(
        "“{found}”中有无法识别的文字。请重新填写，并另存为 CSV UTF-8。",
        "“{found}” holds signs that cannot be decoded. Enter it again and save as CSV UTF-8.",
    ),
    "too-many-cells": Words(
        "这一行有 {found} 格，应为 {expected} 格。文字中的逗号应放在引号内。",
        "This row has {found} cells instead of {expected}. Put text with commas into quotes.",
    ),
    "too-few-cells": Words(
        "这一行只有 {found} 格，应为 {expected} 格。请补齐，空格也要保留分隔符。",
        "This row has {found} cells instead of {expected}. "
        "Complete it; empty cells keep their separators.",
    ),
    "missing-value": Words(
        "此格必须填写。请补上。",
        "A value is needed here. Fill it in.",
    ),
    "duplicate": Words(
        "“{found}”与第 {first} 行重复。请只保留一行。",
        "“{found}” repeats row {first}. Keep only one of them.",
    ),
    "not-a-plain-id": Words(
        "“{found}”不能作编号：应为 1 至 64 个英文字母、数字或 . _ : - ，以字母或数字开头。请改正。",
        "“{found}” cannot be an identifier: 1 to 64 ASCII letters, digits or . _ : - were "
        "expected, beginning with a letter or digit. Correct it.",
    ),
    "not-a-day": Words(
        "“{found}”不是日期，应如 2024-01-05、2024/1/5、20240105 或 2024年1月5日。请改正。",
        "“{found}” is no date; expected was 2024-01-05, 2024/1/5, 20240105 or 2024年1月5日. "
        "Correct it.",
    ),
    "impossible-day": Words(
        "没有“{found}”这一天。请核对年、月、日（1900 年以后）。",
        "There is no such day as “{found}”. Check year, month and day (from 1900 on).",
    ),
    "not-a-truth": Words(
        "“{found}”应为“是”或“否”。请改正。",
        "“{found}” was expected to be yes or no (是 or 否). Correct it.",
    ),
    "not-a-count": Words(
        "“{found}”应为不小于 0 的整数。请改正。",
        "“{found}” was expected to be a whole number from 0. Correct it.",
    ),
    "not-a-choice": Words(
        "“{found}”不在可选项中，应为：{known}。请改正。",
        "“{found}” is not one of: {known}. Correct it.",
    ),
    "not-metres": Words(
        "“{found}”不是坐标，应为以米计的数，如 512345 或 512345.6。请改正。",
        "“{found}” is no coordinate; a number of metres, 512345 or 512345.6, was expected. "
        "Correct it.",
    ),
    "degrees-not-metres": Words(
        "“{found}”像是经纬度；坐标应为当地测量投影的东坐标和北坐标，以米计。请换算后填写。",
        "“{found}” looks like degrees; coordinates are metres east and north in the projection of "
        "the local survey. Convert them.",
    ),
    "not-a-closed-day": Words(
        "“{member}”不是休息日，应如 周一、周六日、周末 或 2026-03-05。请改正。",
        "“{member}” is no closed day; 周一, mon, 周末 or 2026-03-05 would be. Correct it.",
    ),
    "digits-lost": Words(
        "“{found}”是被表格软件截断的号码，末几位已丢失。请把该列设为文本格式后重新填写。",
        "“{found}” lost its last digits in a spreadsheet. "
        "Set the column to text and enter the codes again.",
    ),
    "wrong-characters-in-code": Words(
        "“{found}”不是统一社会信用代码：应为 18 位数字或大写字母，不含 I、O、S、V、Z。请核对。",
        "“{found}” is no unified social credit code: 18 digits or capital letters without I, O, S, "
        "V, Z were expected. Check it.",
    ),
    "wrong-check-character": Words(
        "统一社会信用代码“{found}”的校验码不对，应为“{expected}”（GB 32100）。请核对原件。",
        "The check character of “{found}” is wrong: by its first 17 characters it should be "
        "“{expected}” (GB 32100). Check the original.",
    ),
    "minimum-above-maximum": Words(
        "下限 {low} 大于上限 {high}。请改正其中一个。",
        "The minimum {low} is above the maximum {high}. Correct one of them.",
    ),
    "ends-before-start": Words(
        "结束“{found}”不晚于开始 {since}。请改正日期。",
        "The end “{found}” is not after the start {since}. Correct the days.",
    ),
    "unknown-officer": Words(
        "执法人员名录库中没有“{found}”，或有重名。请填写人员编号或执法证号。",
        "“{found}” is not in the officer registry, or two officers have that name. "
        "Give the number of the officer or certificate.",
    ),
    "own-relative": Words(
        "“{who}”不能是自己的亲属。请改正其中一人。",
        "“{who}” cannot be his own relative. Correct one of the two.",
    ),
    "refers-to-left-out": Words(
        "“{found}”所在的行有错误、不会导入，所以这一行也不能导入。请先改正那一行。",
        "The row of “{found}” has a fault and is left out, so this row cannot stay. "
        "Correct that row first.",
    ),
}

ROW_NOTICES: Mapping[str, Words] = {
    "sample-row": Words(
        "这是模板中的案例行，已跳过。",
        "This is the sample row of a template; it was skipped.",
    ),
    "heading-again": Words(
        "这一行重复了列名，已跳过。",
        "This row repeats the headings; it was skipped.",
    ),
    "legacy-number": Words(
        "“{found}”是 13 至 15 位的旧注册号，已接受。建议补充统一社会信用代码。",
        "“{found}” is an old registration number of 13 to 15 digits; it was accepted. "
        "Add the unified social credit code when possible.",
    ),
    "code-tidied": Words(
        "“{found}”有全角、小写或空格，已按“{used}”使用。",
        "“{found}” has full-width or small letters or blanks; “{used}” was used.",
    ),
    "own-id": Words(
        "“{found}”既不是统一社会信用代码也不是旧注册号，按自编号接受。请核对，以免同一主体出现两次。",
        "“{found}” is neither a unified social credit code nor an old registration number; it was "
        "accepted as an id of its own. Check it, lest one firm stand twice.",
    ),
    "unknown-target-in-log": Words(
        "名录库中没有“{found}”，记录保留，不影响本次抽取。",
        "“{found}” is not in the target registry; the record was kept; it changes nothing here.",
    ),
    "unknown-officer-in-log": Words(
        "名录库中没有“{found}”中的人员，记录保留，不影响本次抽取。",
        "An officer among “{found}” is not in the officer registry; the record was kept.",
    ),
    "unknown-target-of-conflict": Words(
        "名录库中没有“{found}”，此回避本次不起作用。请核对编号。",
        "“{found}” is not in the target registry, so this conflict has no effect here. "
        "Check the number.",
    ),
    "half-coordinates": Words(
        "坐标只有一半（{given}），按没有坐标处理。请把东坐标和北坐标都填上。",
        "This is half a pair of coordinates ({given}) and counts as none. Give both easting and "
        "northing.",
    ),
    "certificate-missing": Words(
        "没有执法证有效期，不参加抽取。请补充。",
        "There is no validity of a certificate, so this officer is not drawn. Add it.",
    ),
    "no-certificates": Words(
        "没有执法证有效期这一列，所有人员都不参加抽取。请补上“执法证有效期”列。",
        "There is no column with the validity of certificates, so no officer is drawn. "
        "Add “执法证有效期” (cert_valid_to).",
    ),
    "certificate-expired": Words(
        "执法证有效期至 {found}，在本次检查开始前已过期，不参加抽取。请核对或换证。",
        "The certificate was valid to {found}, before this draw's window, so this officer is not "
        "drawn. Check or renew it.",
    ),
    "certificate-expires": Words(
        "执法证有效期至 {found}，在本次检查期内到期，之后不再安排。",
        "The certificate ends on {found}, within the window; no visits are planned after that day.",
    ),
    "registered-in-future": Words(
        "成立日期 {found} 晚于本次检查期。请核对。",
        "The registration date {found} is after the window. Check it.",
    ),
}
