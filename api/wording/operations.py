"""Running the service: copies, accounts made on the machine, figures."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

OPERATIONS: Mapping[str, Words] = {
    "too-many-requests": Words(
        "请求过于频繁：每分钟最多 {limit} 次。请在 {retry_seconds} 秒后再试。",
        "Too many requests: there may be {limit} a minute. Try again in {retry_seconds} seconds.",
    ),
    "database-not-migrated": Words(
        "数据库版本为“{found}”，程序需要“{expected}”。请先运行“doubledraw migrate”；若数据库较新，"
        "请升级程序。",
        "The database has the version “{found}”, and the program needs “{expected}”. Run "
        "“doubledraw migrate” first; if the database is newer, upgrade the program.",
    ),
    "database-unreachable": Words(
        "无法连接数据库。请检查 DATABASE_URL、数据文件夹和数据库服务。",
        "The database cannot be reached. Check DATABASE_URL, the data folder and the database's "
        "server.",
    ),
    "archive-exists": Words(
        "此处已有文件，不会覆盖。请另选名称。",
        "There is a file already, and it is not overwritten. Give another name.",
    ),
    "archive-unreadable": Words(
        "这不是“doubledraw backup”写出的备份，或备份不完整。请使用另一份备份。",
        "This is no archive that “doubledraw backup” wrote, or it was cut off. Take another one.",
    ),
    "archive-incomplete": Words(
        "备份中的文件与其清单不符，有缺少或多余。请使用另一份备份。",
        "The archive has other files than it lists: some are missing or too many. Take another "
        "one.",
    ),
    "archive-damaged": Words(
        "备份已损坏：{count} 个文件的内容与摘要不符，例如“{member}”。请使用另一份备份。",
        "The archive is damaged: {count} files are not what their digests say, like “{member}”. "
        "Take another one.",
    ),
    "archive-holds-other": Words(
        "这份备份的内容是“{found}”，需要的是“{expected}”。数据与密钥在两份备份中，请勿混淆。",
        "The archive holds “{found}”, and “{expected}” was expected. Data and keys are in archives "
        "of their own: give each in its place.",
    ),
    "archive-other-database": Words(
        "备份中的数据库是 {found}，现在设置的是 {expected}。"
        "请把 DATABASE_URL 设为 {found} 的空数据库。",
        "The archive has a database of {found}, and the settings name one of {expected}. Set "
        "DATABASE_URL to an empty database of {found}.",
    ),
    "backup-bytes-missing": Words(
        "数据库引用的 {count} 个文件不在存储中，例如“{found}”。请检查存储文件夹是否完整，"
        "并从较早的备份中找回这些文件。",
        "{count} files that the database names are not in the store, like “{found}”. Check that "
        "the folder is whole, and get them from an earlier archive.",
    ),
    "dump-program-missing": Words(
        "没有找到 {program}。请安装不低于服务器版本的 PostgreSQL 客户端。",
        "There is no {program} here. Install PostgreSQL's client, of the server's version or "
        "newer.",
    ),
    "dump-program-failed": Words(
        "{program} 失败：{found}。请按其提示处理后再试。",
        "{program} failed: {found}. Do as it says, then try again.",
    ),
    "restore-folder-occupied": Words(
        "数据文件夹中已有“{found}”，不会覆盖。请用 DOUBLEDRAW_DATA 指定一个空文件夹。",
        "The folder has “{found}” already, and nothing is overwritten. Name an empty folder with "
        "DOUBLEDRAW_DATA.",
    ),
    "restore-database-occupied": Words(
        "数据库中已有数据表，不会覆盖。请用 DATABASE_URL 指定一个空数据库，不要先运行 migrate。",
        "The database has tables already, and nothing is overwritten. Name an empty one with "
        "DATABASE_URL, before any migration.",
    ),
    "export-too-long": Words(
        "工作表最多 {most} 行，放不下这些数据。请改用 JSON Lines（.jsonl）或 Parquet（.parquet），"
        "或用 since 只导出新变化。",
        "A sheet holds at most {most} rows, and these are more. Take JSON Lines (.jsonl) or "
        "Parquet (.parquet), or only what changed, with since.",
    ),
    "exports-busy": Words(
        "正在生成 {most} 个导出文件。请在 {retry_seconds} 秒后再试，或改用 JSON Lines（.jsonl）。",
        "{most} files are being made already. Try again in {retry_seconds} seconds, or take JSON "
        "Lines (.jsonl).",
    ),
    "metrics-not-allowed": Words(
        "运行指标只供本机读取，或凭令牌读取。请从本机访问，或设置 DOUBLEDRAW_METRICS_TOKEN "
        "并在请求头 Authorization: Bearer 中带上它。",
        "Figures are for this machine, or for whoever carries the token. Ask from this machine, or "
        "set DOUBLEDRAW_METRICS_TOKEN and send it as Authorization: Bearer.",
    ),
    "service-silent": Words(
        "服务长时间没有回应（{address}）。请查看数据文件夹中的日志 api.log 和 worker.log。",
        "The service has not answered for long ({address}). See api.log and worker.log in its "
        "data folder.",
    ),
    "process-ended": Words(
        "进程 {process} 意外结束（{found}）。请查看数据文件夹中的 {process}.log。",
        "The process {process} ended by itself ({found}). See {process}.log in the data folder.",
    ),
    "service-refused": Words(
        "服务拒绝了 {address}：{found}。请查看数据文件夹中的日志。",
        "The service refused {address}: {found}. See the logs in its data folder.",
    ),
    "draw-stopped": Words(
        "第 {draw} 号抽取停在“{found}”。请登录查看检查报告。",
        "Draw {draw} stopped as “{found}”. Log in and look at the report of its check.",
    ),
}
