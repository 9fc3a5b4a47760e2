"""What the commands of the ceremony say."""

from __future__ import annotations

from api.wording.words import Words

NONCE = Words(
    "随机数已写入 {file}，请妥善保密；请在锁定前把下面的承诺值交给抽取机关：",
    "The nonce is in {file}; keep it secret. Give the commitment below to the office before the "
    "lock:",
)
COMMITTED = Words(
    "已记录 {party} 对抽取 {draw} 的承诺。", "Logged: {party} committed for draw {draw}."
)
LOCKED = Words(
    "抽取 {draw} 已锁定，共 {plans} 项计划。此后任何改动都会被发现。",
    "Draw {draw} is locked, with {plans} plans. Any change from now on is found out.",
)
SOURCES = Words(
    "随机数来源（编号供 doubledraw entropy --source 使用）：",
    "Sources of entropy, with the numbers that doubledraw entropy --source takes:",
)
DELIVERED = Words(
    "抽取 {draw} 的第 {source} 个来源已密封入日志，尚缺 {missing} 个。",
    "Source {source} of draw {draw} is sealed in the log; {missing} are missing.",
)
EXECUTED = Words(
    "抽取 {draw} 已完成并密封：{visits} 次检查。计划书：{out}",
    "Draw {draw} is made and sealed: {visits} visits. Plan book: {out}",
)
VOIDED = Words(
    "抽取 {draw} 已作废，下一批次是 {attempt}。",
    "Draw {draw} is void; the next attempt is {attempt}.",
)
PUBLISHED = Words(
    "抽取 {draw} 已公布。\n公开包：{public}\n审计包：{audit}\n任何人都可核对：",
    "Draw {draw} is published.\nPublic bundle: {public}\nAudit bundle: {audit}\nAnybody can check:",
)
ROTATED = Words(
    "日志从现在起用新密钥签名，旧签名仍然有效。请把新密钥公布出去：",
    "The log is signed with a new key from now on; old signatures stay good. Make the new key "
    "known:",
)
OUTCOME = Words("已记录抽取 {draw} 的检查结果 {file}。", "Logged: results {file} of draw {draw}.")
