"""Running the service: copies, accounts made on the machine, figures."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

OPERATIONS: Mapping[str, Words] = {
    "metrics-not-allowed": Words(
        "运行指标只供本机读取，或凭令牌读取。请从本机访问，或设置 DOUBLEDRAW_METRICS_TOKEN 并在请求头"
        " Authorization: Bearer 中带上它。",
        "Figures are for this machine, or for whoever carries the token. Ask from this machine, or "
        "set DOUBLEDRAW_METRICS_TOKEN and send it as Authorization: Bearer.",
    ),
}
