"""What a chart shows: bars, and how far their scale reaches."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

STEPS = (1, 2, 4, 5, 10)
"""Between two lines of a scale, times a power of ten."""


class Series(Struct, frozen=True):
    """What one of the values of each bar counts. `look` is "full", "outline" or "quiet": they differ in shape too."""

    name: str
    look: str = "full"


class Bar(Struct, frozen=True):
    """A bar, or those of several series beside each other. `key` tells it from the others for good.

    `values` has one for each series; None is not known, which is no 0. `shown` is what is written of each, where that
    isn't the value itself. `spoken` says all of it in words. `second` stands below the label. `mark` is a silhouette
    before it and `role` a colour of the theme; neither says what no word says. `target` is for whoever opens it.
    """

    key: object
    label: str
    values: tuple[float | None, ...]
    spoken: str
    shown: tuple[str, ...] = ()
    second: str = ""
    mark: str = ""
    role: str = ""
    strong: bool = False
    target: object = None

    def words(self, number: int) -> str:
        """What is written of the value of that series."""
        if self.shown:
            return self.shown[number]
        value = self.values[number]
        return "?" if value is None else f"{value:,.0f}"


def highest(bars: Iterable[Bar]) -> float:
    return max((value for bar in bars for value in bar.values if value is not None), default=0)


def scale(most: float, *, lines: int) -> tuple[int, ...]:
    """Round numbers from 0 up to at least `most`, at most `lines` of them above the 0."""
    power = 1
    while True:
        for step in STEPS:
            if most <= step * power * lines:
                above = max(1, -int(-most // (step * power)))
                return tuple(step * power * number for number in range(above + 1))
        power *= 10
