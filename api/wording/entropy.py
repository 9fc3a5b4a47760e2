"""Faults of sources of entropy: as a lock declares them, and as they delivered."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

ENTROPY: Mapping[str, Words] = {
    # what a lock declares
    "no-entropy": Words(
        "没有声明随机数来源。请至少声明一个。",
        "No source of entropy is declared. Declare one at least.",
    ),
    "unknown-entropy-type": Words(
        "没有“{found}”这类随机数来源，可用：{known}。请改正。",
        "There is no type of source called “{found}”; there are: {known}. Correct it.",
    ),
    "entropy-not-independent": Words(
        "规则要求独立的随机数来源，而所声明的都由承办方自行产生。请加上一个信标、一个部门的承诺，"
        "或公开投掷。",
        "The policy asks for an independent source of entropy, and the operator alone makes all "
        "that are declared. Add a beacon, the commitment of a body, or a public throw.",
    ),
    "entropy-out-of-order": Words(
        "“{found}”不能排在“{before}”之后：有人可以选择的来源在前，无人可以控制的在后。请调整次序。",
        "“{found}” cannot stand after “{before}”: what somebody could choose comes first, what "
        "nobody controls last. Change the order.",
    ),
    "entropy-declared-twice": Words(
        "来源“{found}”声明了两次。请只保留一个。",
        "The source “{found}” is declared twice. Keep it once.",
    ),
    "not-64-hex-digits": Words(
        "“{found}”不是 64 位十六进制数（0-9、a-f，小写）。请使用原文，不要改写。",
        "“{found}” is not 64 hexadecimal digits (0-9, a-f, lower case). Take the original text.",
    ),
    "entropy-number-range": Words(
        "“{found}”应为 1 至 {most} 的整数。请改正。",
        "“{found}” was expected to be a whole number from 1 to {most}. Correct it.",
    ),
    "unknown-chain": Words(
        "信标网络“{found}”的公钥未内置，无法验证，可用：{known}。请改用其中之一。",
        "The public key of the beacon's network “{found}” is not built in, so nobody could verify "
        "it; there are: {known}. Take one of them.",
    ),
    "commitment-not-logged": Words(
        "锁定之前，日志中没有“{party}”的这一承诺。请先登记承诺，再锁定。",
        "The log has no such commitment of “{party}” before the lock. Log it first, then lock.",
    ),
    "commitment-reused": Words(
        "“{party}”的承诺已经用过。请让其用新的随机数重新承诺。",
        "The commitment of “{party}” was used before. Let the party commit to a fresh nonce.",
    ),
    "round-known-before-lock": Words(
        "信标第 {found} 轮在锁定（{locked_at}）时已经公布，结果可以预知；应为第 {expected} 轮。"
        "请作废本次抽取，重新锁定。",
        "Round {found} of the beacon was known when the draw was locked ({locked_at}), so its "
        "result could be foreseen; round {expected} is due. Void the attempt and lock again.",
    ),
    "beacon-delay-range": Words(
        "信标须在锁定后 {least} 到 {most} 秒，现为 {found} 秒。请改正。",
        "A beacon comes {least} to {most} seconds after the lock, not {found}. Correct it.",
    ),
    "round-not-by-formula": Words(
        "信标第 {found} 轮不是由锁定时间（{locked_at}）推出的，应为第 {expected} 轮。"
        "请作废本次抽取，重新锁定。",
        "Round {found} of the beacon does not follow from the moment of the lock ({locked_at}); "
        "round {expected} does. Void the attempt and lock again.",
    ),
    # what was delivered
    "entropy-missing": Words(
        "来源“{source}”没有给出结果。请补交；过时不候，本次抽取作废。",
        "The source “{source}” has not delivered. Let it deliver; if it no longer can, the attempt "
        "is void.",
    ),
    "entropy-not-declared": Words(
        "锁定时只声明了 {declared} 个来源，此为多余。请删除。",
        "The lock declares {declared} sources, and this is one more. Take it out.",
    ),
    "entropy-line-unlike": Words(
        "“{found}”不是所声明来源的一行，应以“{expected}”开头。请使用原文。",
        "“{found}” is not the line of the declared source, which begins with “{expected}”. Take "
        "the original text.",
    ),
    "entropy-proof-missing": Words(
        "缺少信标的签名，无法验证。请从信标取回，补在 entropy.json 中。",
        "A signature of the beacon is missing, so nothing can be verified. Fetch it from the "
        "beacon and add it to entropy.json.",
    ),
    "entropy-proof-unasked": Words(
        "这类来源没有此项。请从 entropy.json 中删除。",
        "This type of source has no such entry. Take it out of entropy.json.",
    ),
    "entropy-before-lock": Words(
        "结果登记于 {found}，早于锁定（{locked_at}），可能在锁定前已被知晓。"
        "请作废本次抽取，重新锁定。",
        "It was logged at {found}, before the lock ({locked_at}), so it could be known when the "
        "draw was locked. Void the attempt and lock again.",
    ),
    "entropy-after-beacon": Words(
        "结果登记于 {found}，不早于信标公布的时间（{round_at}），已可针对信标选择，不予计入。"
        "请作废本次抽取。",
        "It was logged at {found}, not before the beacon's round ({round_at}), so it could be "
        "chosen to suit the beacon, and does not count. Void the attempt.",
    ),
    "beacon-before-its-round": Words(
        "信标结果登记于 {found}，早于该轮公布的时间（{round_at}）。"
        "请校准时钟；锁定时间也可能有误。",
        "The beacon was logged at {found}, before its round ({round_at}). Set the clock right; "
        "the moment of the lock may be wrong, too.",
    ),
    "nonce-opens-nothing": Words(
        "“{party}”给出的随机数与其承诺不符。请让其给出承诺时的原随机数。",
        "What “{party}” revealed does not open its commitment. Ask it for the nonce to which it "
        "committed.",
    ),
    "nonce-reused": Words(
        "“{party}”给出的随机数已经用过，他人可能早已知晓。请作废本次抽取。",
        "The nonce that “{party}” revealed was used before, so others may have known it. Void the "
        "attempt.",
    ),
    "digits-not-ascii": Words(
        "“{found}”含有半角数字 0-9 以外的字符。请用半角重新录入。",
        "“{found}” has other signs than the digits 0-9. Type it again, not in full-width digits.",
    ),
    "digits-miscounted": Words(
        "录入了 {found} 位数字，声明的是 {expected} 位。请核对记录。",
        "There are {found} digits, and {expected} were declared. Check them against the minutes.",
    ),
    "signature-not-hex": Words(
        "“{found}”不是小写十六进制的签名。请使用信标给出的原文。",
        "“{found}” is no signature in lower-case hexadecimal digits. Take what the beacon gave.",
    ),
    "signature-not-a-point": Words(
        "信标（{chain}）第 {round} 轮的签名不是曲线上可用的点。请从信标重新取回。",
        "The signature of round {round} ({chain}) is no point that a signature could be. Fetch it "
        "from the beacon again.",
    ),
    "round-not-signed": Words(
        "信标（{chain}）第 {round} 轮的签名不是该网络所签。请从信标重新取回。",
        "The network ({chain}) did not sign round {round} like this. Fetch it from the beacon "
        "again.",
    ),
    "randomness-unlike": Words(
        "第 {round} 轮的随机数不是其签名的 SHA-256。请从信标重新取回。",
        "The randomness of round {round} is not the SHA-256 of its signature. Fetch it from the "
        "beacon again.",
    ),
}
