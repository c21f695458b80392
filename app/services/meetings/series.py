"""A series cut in two, moved, and followed for as far ahead as somebody wants to see it.

Rules are those of a body's `recurrence`. Moments are aware of the site's zone, in which a rule is read: a meeting at
10:00 stays at 10:00 when summer time comes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from app.models.drafts import Body
from app.services.meetings.repeats import Repeats, next_dates

MOST = 1000
"""So many times of a series are followed."""

_PART = re.compile(r"(COUNT|UNTIL)=([^;]*)", re.IGNORECASE)


def times(rules: Body, first: datetime) -> tuple[datetime, ...]:
    """When a series that begins at `first` takes place, at most MOST times; `first` alone where the rules can't be
    read."""
    try:
        return next_dates(rules.get("rrule", ""), rules.get("exdate", ""), first, MOST)
    except ValueError:
        return (first,)


def same_rules(one: Body, starts: datetime, other: Body, begins: datetime) -> bool:
    """Whether both rules mean the same in the words that a person chooses from. The first is of a series at `starts`,
    the other of one at `begins`."""
    rule, another = one.get("rrule", ""), other.get("rrule", "")
    if rule == another:
        return True
    read, read_other = Repeats.read(rule, "", starts), Repeats.read(another, "", begins)
    return read is not None and read == read_other


def rest(rules: Body, first: datetime, cut: datetime) -> Body:
    """The rules of what is left of a series that begins at `first`, from its time `cut` on."""
    before = sum(one < cut for one in times(rules | {"exdate": ""}, first))
    rule = _PART.sub(lambda part: _fewer(part, before), rules.get("rrule", ""))
    return _cut(rules | {"rrule": rule}, cut, after=True)


def ended(rules: Body, cut: datetime) -> Body:
    """The rules of a series that ends just before its time `cut`."""
    kept = [part for part in rules.get("rrule", "").split(";") if part and not _PART.match(part)]
    rule = ";".join([*kept, f"UNTIL={_stamp(cut - timedelta(seconds=1))}"])
    return _cut(rules | {"rrule": rule}, cut, after=False)


def moved(rules: Body, known: Body, before: datetime, after: datetime) -> Body:
    """The rules of a series whose time at `before` is now at `after`, as a form wrote them: it leaves out whole days.
    The days that `known`, the rules until now, leave out move along."""
    by = after.replace(tzinfo=None) - before.replace(tzinfo=None)
    if not by or not rules.get("exdate"):
        return rules
    days = {_day(one, before): _later(one, by, before) for one in left_out(known)}
    later = dict.fromkeys(days.get(_day(one, after), one) for one in left_out(rules))
    return rules | {"exdate": ",".join(later)}


def left_out(rules: Body) -> list[str]:
    """The moments, as they are written."""
    return [one.strip() for one in rules.get("exdate", "").split(",") if one.strip()]


def without(rules: Body, moment: datetime) -> Body:
    """The rules of a series that doesn't take place at `moment`."""
    known = left_out(rules)
    stamp = _stamp(moment)
    return rules if stamp in known else rules | {"exdate": ",".join([*known, stamp])}


def with_again(rules: Body, moment: datetime) -> Body:
    """The rules of a series that takes place at `moment` after all."""
    left = [one for one in left_out(rules) if one != _stamp(moment)]
    others = {name: text for name, text in rules.items() if name != "exdate"}
    return others | ({"exdate": ",".join(left)} if left else {})


def on_wall(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved on the clock on the wall, in its own zone."""
    return (moment.replace(tzinfo=None) + by).replace(tzinfo=moment.tzinfo)


def _fewer(part: re.Match[str], before: int) -> str:
    name, value = part[1].upper(), part[2]
    return f"COUNT={max(1, int(value) - before)}" if name == "COUNT" and value.isdecimal() else part[0]


def _cut(rules: Body, cut: datetime, *, after: bool) -> Body:
    kept = [one for one in left_out(rules) if (_moment(one, cut) >= cut) is after]
    others = {name: text for name, text in rules.items() if name != "exdate"}
    return others | ({"exdate": ",".join(kept)} if kept else {})


def _moment(text: str, like: datetime) -> datetime:
    """A moment that is left out; of a day alone that of a series with a time at `like`. One that can't be read stands
    at `like`."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return like
    if "T" not in text:
        moment = datetime.combine(moment, like.time())
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)


def _day(text: str, like: datetime) -> date:
    return _moment(text, like).astimezone(like.tzinfo).date()


def _later(text: str, by: timedelta, like: datetime) -> str:
    return _stamp(on_wall(_moment(text, like).astimezone(like.tzinfo), by))


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
