"""A plain count of visits, one after the other, to which the figures of the overview are compared."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo


@dataclass
class PlainVisit:
    """A visit that is in the plan, or whose visitor came."""

    day: date
    expected: datetime
    host: str
    company: str
    walk_in: bool = False
    planned: bool = True
    came: datetime | None = None
    left: datetime | None = None


def plain_count(
    visits: Iterable[PlainVisit], first: date, last: date, now: datetime, zone: ZoneInfo, late: timedelta
) -> dict[str, Any]:
    """Every figure, by the name of its attribute."""
    today = now.astimezone(zone).date()
    counted = [one for one in visits if first <= one.day <= last and (one.planned or one.came)]
    came = [one for one in counted if one.came]
    invited = [one for one in counted if not (one.walk_in and one.came)]
    missed = [one for one in counted if not one.came]
    late_ones = [one for one in missed if one.day == today and one.expected + late <= now]
    coming = [one for one in missed if one.day > today or (one.day == today and one not in late_ones)]
    ahead = [one.expected for one in coming if one.expected > now]
    stays = [(one.left - one.came) // timedelta(minutes=1) for one in came if one.left and one.came]
    delays = [(one.came - one.expected).total_seconds() for one in came if one.came and one in invited]
    has_today = first <= today <= last
    return {
        "expected": len(invited),
        "arrived": len(came),
        "walk_ins": len(counted) - len(invited),
        "no_shows": sum(one.day < today for one in missed),
        "left": sum(one.left is not None for one in came),
        "to_come": len(coming),
        "on_site": sum(one.day == today and not one.left for one in came) if has_today else None,
        "late": len(late_ones) if has_today else None,
        "longest_late": int(max((now - one.expected).total_seconds() for one in late_ones)) if late_ones else None,
        "next_expected": min(ahead).astimezone(UTC) if has_today and ahead else None,
        "peak": _peak(came),
        "median_stay": int(statistics.median(stays) * 60) if stays else None,
        "mean_delay": statistics.fmean(delays) if delays else None,
        "by_hour": [
            (
                hour,
                sum(one.expected.astimezone(zone).hour == hour for one in invited),
                sum(one.came.astimezone(zone).hour == hour for one in came if one.came),
            )
            for hour in range(24)
        ],
        "by_day": _of_keys({one.isoformat(): None for one in _days(first, last)}, counted, lambda one: str(one.day)),
        "by_month": _of_keys({str(one)[:7]: None for one in _days(first, last)}, counted, lambda one: str(one.day)[:7]),
        "by_host": _largest(counted, lambda one: one.host.casefold()),
        "by_company": _largest(counted, lambda one: one.company.casefold()),
    }


def as_it_stood(visits: Iterable[PlainVisit], moment: datetime) -> list[PlainVisit]:
    """The visits as they were at that moment; whoever came later was expected until then."""
    stood = []
    for one in visits:
        came = one.came if one.came and one.came <= moment else None
        left = one.left if came and one.left and one.left <= moment else None
        if came or not (one.came and one.walk_in):
            stood.append(replace(one, came=came, left=left, planned=one.planned or one.came is not None))
    return stood


def _peak(came: list[PlainVisit]) -> tuple[int, datetime] | None:
    best: tuple[int, datetime] | None = None
    for one in sorted(came, key=lambda one: (one.day, one.came)):
        there = [
            other
            for other in came
            if other.day == one.day and other.came <= one.came and not (other.left and other.left <= one.came)
        ]
        if there and (best is None or len(there) > best[0]):
            best = len(there), one.came.astimezone(UTC)
    return best


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def _of_keys(keys: dict[str, None], counted: list[PlainVisit], key: Any) -> list[tuple[str, int, int]]:
    return [
        (
            name,
            sum(key(one) == name and not (one.walk_in and one.came is not None) for one in counted),
            sum(key(one) == name and one.came is not None for one in counted),
        )
        for name in keys
    ]


def _largest(counted: list[PlainVisit], key: Any) -> list[tuple[str, int, int]]:
    rows = _of_keys(dict.fromkeys(map(key, counted)), counted, key)
    return sorted(rows, key=lambda row: (-row[2], -row[1], row[0]))


def as_counted(answer: Any) -> dict[str, Any]:
    """An answer's figures in the same shape."""
    visits = answer.visits
    names = ("expected", "arrived", "walk_ins", "no_shows", "left", "to_come", "on_site", "late", "longest_late")
    names += ("next_expected", "median_stay", "mean_delay")

    def rows(listed: Any) -> list[tuple[str, int, int]]:
        return [(row.key, row.expected, row.arrived) for row in listed]

    return {name: getattr(visits, name) for name in names} | {
        "peak": (visits.peak.count, visits.peak.moment) if visits.peak else None,
        "by_hour": [(one.hour, one.expected, one.arrived) for one in answer.by_hour],
        "by_day": rows(answer.by_day),
        "by_month": rows(answer.by_month),
        "by_host": rows(answer.by_host.rows),
        "by_company": rows(answer.by_company.rows),
    }
