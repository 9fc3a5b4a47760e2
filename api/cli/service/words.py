"""What the commands of the service say, and their help in Chinese by its English text."""

from __future__ import annotations

from api.wording.words import Words

MIGRATED = Words("数据库已是版本 {version}。", "The database has version {version}.")
MADE = Words("已建立账号“{login}”。", "The account “{login}” is made.")
RESET = Words(
    "账号“{login}”已换密码，原有登录全部失效。",
    "The account “{login}” has a new password; whoever was logged in must log in again.",
)
PASSWORD = Words("密码（至少 12 个字符）", "Password (12 characters or more)")
AGAIN = Words("再输一次", "Once more")
COPIED = Words(
    "已把 {files} 个文件（共 {megabytes} MB）备份到 {out}。备份含个人信息和推送密钥，请妥善保管。",
    "{files} files ({megabytes} MB) are copied to {out}. It holds personal data and the secrets of "
    "webhooks: keep it safe.",
)
WITHOUT_KEYS = Words(
    "不含私钥。没有私钥，恢复后无法继续原来的日志：请用 --keys 另存一份，并分开保管。",
    "Private keys are not in it. Without them the log cannot go on after a restore: copy them with "
    "--keys, and keep them apart.",
)
KEYS_APART = Words(
    "私钥已备份到 {keys}，请分开保管。", "The keys are copied to {keys}; keep them apart."
)
RESTORED = Words(
    "已恢复 {made_at} 的备份：{files} 个文件，位于 {data}。",
    "What was copied at {made_at} is back: {files} files, in {data}.",
)
OLD = Words(
    "数据库是较早的版本 {version}。请先运行“doubledraw migrate”，再启动服务。",
    "The database has the older version {version}. Run “doubledraw migrate” before the service.",
)
KEYS_NEEDED = Words(
    "启动前请把私钥放回 {keys}。",
    "Put the private keys back into {keys} before the service starts.",
)

SERVICE_HELP = (
    Words("应答请求，直到收到停止信号。", "Answer requests until told to stop."),
    Words("把数据库升级到本程序的版本。", "Bring the database to the version of this program."),
    Words("建立账号，或为账号换密码。", "Make an account, or give one a new password."),
    Words(
        "把服务的全部数据备份到一个文件。",
        "Copy everything that the service keeps into one archive.",
    ),
    Words("把备份恢复到空的位置。", "Make an empty place what was copied."),
    Words("监听的地址。", "Address to listen at."),
    Words("端口。", "Port."),
    Words("应答请求的进程数。", "Processes that answer."),
    Words(
        "执行服务的后台任务，直到收到停止信号。", "Do the jobs of the service until told to stop."
    ),
    Words(
        "工作进程名；它接着做同名进程未完成的任务。", "What it takes up again; each has its own."
    ),
    Words(
        "建立一个试用服务，抽取一个月，并保持运行。",
        "Set up a service, draw a month through it, and stay up.",
    ),
    Words("服务存放全部数据的文件夹。", "Folder that the service keeps all in."),
    Words(
        "抽取完成后即结束，不保持运行。",
        "End when the month is drawn, instead of staying up.",
    ),
    Words("登录名。", "Name to log in with."),
    Words("角色。", "What it may do."),
    Words("角色所在部门；默认全区。", "Body of the role; else the district."),
    Words("显示的名称；默认同 LOGIN。", "Name to show; else LOGIN."),
    Words("账号所属的执法人员。", "Officer whose account it is."),
    Words("为已有账号换密码。", "Give an account that there is a new password."),
    Words("要写出的备份文件。", "Archive to write."),
    Words("私钥的备份文件，须分开保管。", "Archive of the private keys, to keep apart."),
    Words("要读取的备份文件。", "Archive to read."),
    Words("私钥的备份文件。", "Archive of the private keys."),
)
