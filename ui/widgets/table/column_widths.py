"""How wide the columns of a table are: what is read is whole where there is room, and what matters least gives way."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Measure(Struct, frozen=True):
    """Of one column, in pixels: in `least` it can be read, in `whole` nothing of it elides, and below `floor` it never
    goes. Of what is left over it takes a share by its `weight`. Where not all have their `least`, the column with the
    highest `gives_way` is the first to be left out; one with 0 stays, and becomes narrower."""

    floor: int
    least: int
    whole: int
    weight: int
    gives_way: int

    def holding(self, width: int) -> Measure:
        """The same with room for something so wide. A column without a weight has that room always: it says in our own
        words how it stands with something, and those are never cut."""
        whole = max(self.whole, width)
        if self.weight:
            return Measure(self.floor, self.least, whole, self.weight, self.gives_way)
        return Measure(whole, whole, whole, 0, self.gives_way)


def widths(measures: Sequence[Measure], room: int) -> list[int]:
    """A width for each column, 0 for one that is left out. Together they fill `room`, or are wider than it where even
    those that stay have too little."""
    shown = _shown(measures, room)
    given = {number: measures[number].least for number in shown}
    if sum(given.values()) > room:
        given = {number: measures[number].floor for number in shown}
    left = room - sum(given.values())
    growing = [number for number in shown if measures[number].whole > given[number]]
    while left > 0 and growing:  # each round fills one column at least
        shares = _shared(left, [max(1, measures[number].weight) for number in growing])
        for number, share in zip(growing, shares, strict=True):
            given[number] += min(share, measures[number].whole - given[number])
        left = room - sum(given.values())
        growing = [number for number in growing if measures[number].whole > given[number]]
    if left > 0:
        for number, share in zip(shown, _shared(left, [measures[number].weight for number in shown]), strict=True):
            given[number] += share
    return [given.get(number, 0) for number in range(len(measures))]


def _shown(measures: Sequence[Measure], room: int) -> list[int]:
    shown = list(range(len(measures)))
    yielding = sorted((number for number in shown if measures[number].gives_way), key=lambda n: measures[n].gives_way)
    while yielding and sum(measures[number].least for number in shown) > room:
        shown.remove(yielding.pop())
    return shown


def _shared(amount: int, weights: Sequence[int]) -> list[int]:
    """Whole pixels in proportion to the weights, all of them given away; nothing where nobody has a weight."""
    shares, total = [], sum(weights)
    for weight in weights:
        share = round(amount * weight / total) if total else 0
        shares.append(share)
        amount, total = amount - share, total - weight
    return shares
