"""The rows of a meeting's visits, of what is kept of the meeting and of what was said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from app.models.moments import ONE_DAY, expected_on
from app.models.objects.desk_vocabulary import walks_in
from app.models.statistics.counting import name_key
from app.models.visit_events import Stands
from app.server import people
from app.server.bodies.wire import Document, day_span
from app.server.occurrences import Span

_ONE_DAY = int(ONE_DAY.total_seconds())

Came = Mapping[tuple[date, str], Stands]
"""How it stands with those visits of a meeting whose visitors came, by the day and the visitor's id."""


class Plan(NamedTuple):
    """A meeting's JSON object, those who were taken out of it, when it takes place, in order, and when it was to."""

    meeting: Document
    left_out: list[Document]
    spans: list[Span]
    former: list[Span]


class Scope(NamedTuple):
    """The days of which rows are made, both included, and the only visitor whose are, "" for all."""

    first: date
    last: date
    visitor: str = ""


def rows_of(plan: Plan, came: Came, zone: ZoneInfo, scope: Scope) -> Iterator[dict[str, Any]]:
    """A row for each visit that counts, see app/models/statistics/figures.py. The plan may lack times that touch no day
    of the scope. `zone` is the site's."""
    document = plan.meeting
    visitors = {one["id"]: one for one in document["visitors"] if scope.visitor in ("", one["id"])}
    expected: dict[tuple[date, str], int] = {}
    for span in plan.spans:
        for day, at in _days(span, zone, scope):
            for identity in visitors:
                if (day, identity) in came or not _is_in_since(came, identity, span, day, zone):
                    expected.setdefault((day, identity), at)
    visitors |= {one["id"]: one for one in plan.left_out if scope.visitor in ("", one["id"])}
    for day, identity in came:
        if scope.first <= day <= scope.last and identity in visitors and (day, identity) not in expected:
            moment = _when(plan, day, zone)
            if moment is not None:
                expected[day, identity] = moment
    about = _about(document, zone)
    for (day, identity), at in expected.items():
        yield about(day, visitors[identity], at, came.get((day, identity), Stands()))


def _about(document: Document, zone: ZoneInfo) -> Any:
    """Makes rows of the meeting."""
    host = people.name_of(document["host"]) or document["host"]["id"]
    names = {"meeting": document["id"], "host": name_key(host), "host_label": host}
    walk_in = walks_in(document)

    def row(day: date, visitor: Document, expected_at: int, stands: Stands) -> dict[str, Any]:
        came, left = stands.arrived_at, stands.left_at
        return names | {
            "day": day.isoformat(),
            "visitor": visitor["id"],
            "expected_at": expected_at,
            "hour": datetime.fromtimestamp(expected_at, zone).hour,
            "company": name_key(visitor["companyName"]),
            "company_label": visitor["companyName"],
            "walk_in": walk_in and came is not None,
            "came_at": int(came.timestamp()) if came else None,
            "came_hour": came.astimezone(zone).hour if came else None,
            "left_at": int(left.timestamp()) if left else None,
        }

    return row


def _days(span: Span, zone: ZoneInfo, scope: Scope) -> Iterator[tuple[date, int]]:
    """The days of which each is a visit, and when visitors are expected on it, in seconds since 1970."""
    first = datetime.fromtimestamp(span.starts, zone).date()
    if scope.first <= first <= scope.last:
        yield first, span.starts
    if span.ends - span.starts > _ONE_DAY:
        end = min(scope.last, datetime.fromtimestamp(span.ends - 1, zone).date())
        day = max(scope.first, first + ONE_DAY)
        while day <= end:
            yield day, _expected(span, day, zone)
            day += ONE_DAY


def _expected(span: Span, day: date, zone: ZoneInfo) -> int:
    starts, ends = (datetime.fromtimestamp(moment, UTC) for moment in span)
    return int(expected_on(day, starts, ends, zone).timestamp())


def _is_in_since(came: Came, visitor: str, span: Span, day: date, zone: ZoneInfo) -> bool:
    """Whether the visitor came on an earlier day of it, and was in when this day began."""
    first = datetime.fromtimestamp(span.starts, zone).date()
    if not came or day == first:
        return False
    before = max((one for one, who in came if who == visitor and first <= one < day), default=None)
    left_at = came[before, visitor].left_at if before else None
    return before is not None and (left_at is None or left_at.timestamp() >= day_span(day, zone)[0])


def _when(plan: Plan, day: date, zone: ZoneInfo) -> int | None:
    """When somebody was expected who came on a day that isn't one of those above; None where the day is none of the
    meeting's at all."""
    starts, ends = day_span(day, zone)
    spans: Iterable[Span] = (*plan.spans, *plan.former)
    return next((_expected(one, day, zone) for one in spans if one.starts < ends and one.ends > starts), None)
