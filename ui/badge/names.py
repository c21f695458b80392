"""The names on a badge and the company, each as large as all three together allow."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ui.badge.badge import Badge
from ui.badge.fitting import Block, fitted

AIR = 24
"""Pixels above and below the names, and between them and the company."""


class _Setting(Struct, frozen=True):
    weight: int
    largest: int
    smallest: int
    share: float
    """How much of the height it may take before it gets smaller."""


_FIRST = _Setting(weight=700, largest=118, smallest=72, share=0.75)
_LAST = _Setting(weight=600, largest=104, smallest=56, share=0.75)
_COMPANY = _Setting(weight=500, largest=44, smallest=34, share=0.25)


def laid_out(badge: Badge, *, width: float, height: float) -> list[tuple[float, Block]]:
    """First name, last name and company, as far as there are any: the gap above each, and its words.

    What is too high together is set smaller together, until it fits.
    """
    blocks: list[tuple[float, Block]] = []
    for largest, smallest in _scales():
        blocks = _at(badge, width, height, largest, smallest)
        if sum(gap + block.height for gap, block in blocks) <= height:
            break
    return blocks


def _scales() -> Iterator[tuple[float, float]]:
    """Of the largest and of the smallest sizes. The smallest give way last."""
    for percent in range(100, 50, -5):
        yield percent / 100, 1
    for percent in range(95, 4, -5):
        yield 0, percent / 100


def _at(badge: Badge, width: float, height: float, largest: float, smallest: float) -> list[tuple[float, Block]]:
    blocks: list[tuple[float, Block]] = []
    first_size = _FIRST.largest
    for words, setting in ((badge.first_name, _FIRST), (badge.last_name, _LAST), (badge.company, _COMPANY)):
        if not words.strip():
            continue
        least = max(1, round(setting.smallest * smallest))
        most = setting.largest * largest
        if setting is _LAST:  # the first name is read from three metres, so it stays the larger one
            most = min(most, setting.largest * first_size / _FIRST.largest)
        block = fitted(
            words,
            weight=setting.weight,
            largest=max(least, round(most)),
            smallest=least,
            width=width,
            height=height * setting.share * smallest,
        )
        if setting is _FIRST:
            first_size = block.size
        blocks.append((AIR if blocks and setting is _COMPANY else 0, block))
    return blocks
