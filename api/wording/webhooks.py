"""Webhooks: where they may not go, and why a delivery failed."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

WEBHOOKS: Mapping[str, Words] = {
    "webhook-url": Words(
        "推送地址应是完整的 http 或 https 网址，不含用户名、密码和“#”部分，不超过 2000 个字符。"
        "请改正网址。",
        "A webhook goes to a whole http or https address without user name, password or “#”, at "
        "most 2,000 characters long. Correct the address.",
    ),
    "webhook-host-not-allowed": Words(
        "不允许向主机“{found}”推送，允许的主机：{known}。请使用其中之一，或请运维人员修改设置 "
        "DOUBLEDRAW_WEBHOOK_HOSTS。",
        "Webhooks may not go to the host “{found}”, only to: {known}. Use one of those, or have "
        "the setting DOUBLEDRAW_WEBHOOK_HOSTS changed.",
    ),
    "webhook-address-refused": Words(
        "该地址属于本机或内部网络，不向其推送。请使用公网地址；确需推送到内网，请运维人员设置 "
        "DOUBLEDRAW_WEBHOOK_PRIVATE_HOSTS=true。",
        "The address is one of this machine or of a network inside, and nothing is sent there. Use "
        "a public one; for receivers inside, have DOUBLEDRAW_WEBHOOK_PRIVATE_HOSTS=true set.",
    ),
    "webhook-endpoints-full": Words(
        "推送地址最多 {most} 个。请先删除不再使用的。",
        "There may be {most} endpoints. Delete one that is not used any more.",
    ),
    "webhook-endpoint-off": Words(
        "该推送地址已停用。请先启用，再推送。",
        "The endpoint is not active. Set it active first, then send.",
    ),
    "webhook-timeout": Words(
        "对方在 10 秒内没有应答。请先应答，再处理收到的事件。",
        "There was no answer within 10 seconds. Let the receiver answer first and work afterwards.",
    ),
    "webhook-connection": Words(
        "无法连接对方，或连接中断。请检查对方的服务、端口和防火墙。",
        "No connection was made, or it broke. Check the receiver's service, port and firewall.",
    ),
    "webhook-certificate": Words(
        "对方的 TLS 证书无法验证。请检查证书是否过期、域名是否相符、签发机构是否受信任。",
        "The receiver's TLS certificate could not be verified. Check its dates, its names and "
        "whether this machine trusts who issued it.",
    ),
    "webhook-host-unknown": Words(
        "找不到该主机名的地址。请检查网址和域名解析。",
        "The host's name leads to no address. Check the address and its name service.",
    ),
    "webhook-redirect": Words(
        "对方要求转到别处（状态 {status}），推送不跟随转向。请直接填写最终地址。",
        "The receiver answered with a redirect (status {status}), which is not followed. Give the "
        "address where it leads.",
    ),
    "webhook-status": Words(
        "对方应答状态 {status}，应为 200 至 299。请查看对方的日志。",
        "The receiver answered with status {status}; 200 to 299 was expected. Look into its log.",
    ),
    "webhook-gone": Words(
        "对方应答 410，表示不再接收，已停止推送。确需恢复，请重新启用。",
        "The receiver answered 410, that it wants nothing any more, and is told nothing since. Set "
        "it active again if that was a mistake.",
    ),
    "webhook-failing": Words(
        "三天多来每次推送都失败，已停止推送。请修复接收方，再重新启用；未送达的事件会补送。",
        "Every try failed for more than three days, and nothing is sent since. Mend the receiver, "
        "then set it active again: what waited is sent then.",
    ),
}
