"""Names of firms and shops, put together from parts: 行政区划, 字号, 行业, 组织形式."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scenarios.streets import STREETS, short
from scenarios.trades import TRADES

# Syllables of good omen, none of them common as a family name.
_FIRST = "鑫瑞恒泰昌隆盛祥顺永润嘉益德信华津滨港海润天宏广利远凯达旭晟乾亿佳茂兴裕诚"
_SECOND = "源丰达通汇泽辰宇凡航帆邦维联创合业胜基美康宁安和福悦雅轩庭洲川湾澜景晖翔腾"
_THIRD = "隆祥昌盛源达丰泰顺成发"

_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "（有限合伙）")
_FORM_SHARES = (0.93, 0.02, 0.03, 0.02)
_PLACES = ("天津", "天津市", "天津滨海", "天津市滨海新区")
_PLACE_SHARES = (0.5, 0.3, 0.1, 0.1)


def brands(count: int, *, rng: np.random.Generator) -> pl.Series:
    """Return *count* brands of two or three syllables."""
    third = np.where(rng.random(count) < 0.45, _chosen(_THIRD, count, rng=rng), "")
    first, second = _chosen(_FIRST, count, rng=rng), _chosen(_SECOND, count, rng=rng)
    return pl.Series(np.char.add(np.char.add(first, second), third))


def _chosen(syllables: str, count: int, *, rng: np.random.Generator) -> NDArray[np.str_]:
    return np.array(list(syllables))[rng.integers(len(syllables), size=count)]


def words(trades: NDArray[np.int64], *, shops: bool, rng: np.random.Generator) -> pl.Series:
    """Return for each of the *trades* (positions in `TRADES`) one of its words, or of its shops."""
    # A trade that nobody carries on in one of the two ways borrows the words of the other.
    lists = [
        (trade.shops or trade.words) if shops else (trade.words or trade.shops) for trade in TRADES
    ]
    lengths = np.array([len(names) for names in lists])
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    flat = np.array([name for names in lists for name in names])
    picks = (rng.random(len(trades)) * lengths[trades]).astype(np.int64)
    return pl.Series(flat[offsets[trades] + picks])


def target_names(
    trades: NDArray[np.int64],
    streets: NDArray[np.int64],
    is_trader: NDArray[np.bool_],
    *,
    rng: np.random.Generator,
) -> pl.Series:
    """Return the names of targets, given as positions in `TRADES` and `STREETS`, shape (n,)."""
    count = len(trades)
    parts = pl.DataFrame(
        {
            "brand": brands(count, rng=rng),
            "firm": words(trades, shops=False, rng=rng),
            "shop": words(trades, shops=True, rng=rng),
            "form": rng.choice(_FORMS, size=count, p=_FORM_SHARES),
            "place": rng.choice(_PLACES, size=count, p=_PLACE_SHARES),
            "street": np.array([short(street.name) for street in STREETS])[streets],
            "is_trader": is_trader,
            "is_institution": np.array([trade.institution for trade in TRADES])[trades],
            "place_last": rng.random(count) < 0.12,
        }
    )
    return parts.select(
        pl.when("is_trader")
        .then(pl.concat_str(pl.lit("天津市滨海新区"), "street", "brand", "shop"))
        .when("is_institution")
        .then(pl.concat_str(pl.lit("天津市滨海新区"), "street", "brand", "firm"))
        .when("place_last")
        .then(pl.concat_str("brand", pl.lit("（天津）"), "firm", "form"))
        .otherwise(pl.concat_str("place", "brand", "firm", "form"))
        .alias("name")
    ).to_series()
