"""A day's rows, of which only those change whose visitors came or left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.services.arrival import NOT_COME, Arrival
from app.services.visit import Visit


@dataclass(frozen=True, slots=True)
class DayRows:
    """`places` says where a visit stands: in several rows when its meeting is listed twice. `came` are the visits of
    which the rows tell something."""

    visits: tuple[Visit, ...]
    places: Mapping[str, list[int]]
    came: frozenset[str]

    @classmethod
    def of(cls, visits: tuple[Visit, ...]) -> DayRows:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, visit in enumerate(visits):
            places[visit.id].append(place)
        return cls(visits, dict(places), frozenset(visit.id for visit in visits if visit.arrival is not NOT_COME))

    def same(self, visits: Iterable[Visit]) -> list[Visit]:
        """What was put together anew; where the meeting is the same, the objects of before, arrivals and all."""
        before = {visit.key: visit for visit in self.visits}
        return [one if _are_alike(visit, one := before.get(visit.key, visit)) else visit for visit in visits]

    def with_arrivals(self, known: Mapping[str, Arrival]) -> DayRows:
        """The rows as the arrivals stand now: itself, and the same visits, where nothing changed."""
        came = self.places.keys() & known.keys()
        changed = {
            place: known.get(visit, NOT_COME)
            for visit in came | self.came
            for place in self.places[visit]
            if self.visits[place].arrival is not known.get(visit, NOT_COME)
        }
        if not changed:
            return self
        visits = list(self.visits)
        for place, arrival in changed.items():
            visits[place] = replace(visits[place], arrival=arrival)
        return DayRows(tuple(visits), self.places, frozenset(came))


def _are_alike(one: Visit, other: Visit) -> bool:
    """Whatever their arrivals."""
    return (
        one.meeting is other.meeting and one.operation is other.operation and one.starts.tzinfo is other.starts.tzinfo
    )
