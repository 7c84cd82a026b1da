"""From SKU to ASIN, out of the reports that name both; a SKU with two ASINs or none is named, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from appeal.model.finding import Finding, found
from appeal.trade.cells import as_asin, as_sku
from appeal.trade.headers import TITLES
from appeal.trade.tally import Back

_SHOWN = 5


class Goods:
    """Knows which ASIN a SKU is. What the listings say goes before what other reports say."""

    def __init__(self, listed: Iterable[tuple[str, str]], named: Iterable[tuple[str, str]]) -> None:
        self._asins: dict[str, set[str]] = {}
        for sku, asin in listed:
            self._asins.setdefault(as_sku(sku), set()).add(as_asin(asin))
        others: dict[str, set[str]] = {}
        for sku, asin in named:
            if sku and asin:
                others.setdefault(as_sku(sku), set()).add(as_asin(asin))
        self._asins = {**others, **self._asins}
        self._unknown: set[str] = set()
        self._doubtful: set[str] = set()

    def asin(self, goods: str, told: bool = False) -> str:
        """Return the ASIN of goods (an ASIN, or a blank and a SKU), empty where none or two are known.

        With `told` the SKU is remembered and named in `findings`.
        """
        if not goods.startswith(" "):
            return goods
        sku = goods[1:]
        asins = self._asins.get(sku, set())
        if told and len(asins) != 1:
            (self._doubtful if asins else self._unknown).add(sku or "(空白)")
        return next(iter(asins)) if len(asins) == 1 else ""

    def of_back(self, back: Back) -> str:
        """Return the ASIN of a return or refund, or an empty text."""
        return back.asin or self.asin(f" {back.sku}")

    def findings(self, asins: frozenset[str] | None, basis: str | None) -> Iterable[Finding]:
        """Yield what is to be said about SKUs without one ASIN.

        Where every ASIN asked for has a SKU of its own, the others are most likely other goods: a warning is enough.
        A SKU of two ASINs matters only where one of them is asked for.
        """
        known = {asin for names in self._asins.values() if len(names) == 1 for asin in names}
        title = TITLES.get(basis or "", "")
        if self._unknown:
            code = "T162" if asins is not None and asins <= known else "T159"
            yield found(code, title=title, skus=_some(self._unknown), number=len(self._unknown))
        doubtful = {sku for sku in self._doubtful if asins is None or asins & self._asins[sku]}
        if doubtful:
            yield found("T163", title=title, skus=_some(doubtful), number=len(doubtful))


def _some(skus: set[str]) -> str:
    shown = "、".join(sorted(skus)[:_SHOWN])
    return shown if len(skus) <= _SHOWN else f"{shown} など"
