"""A series cut in two, moved, and followed for as far ahead as somebody wants to see it.

Rules are those of a body's `recurrence`. Moments are aware of the site's zone, in which a rule is read: a meeting at
10:00 stays at 10:00 when summer time comes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from app.models.drafts import Body
from app.models.moments import utc_stamp
from app.services.meetings.repeats import Repeats, by_rule, listed_moments, next_dates

MOST = 1000
"""So many times of a series are followed."""

_MOST_BY_RULE = 4000
"""More than a rule gives in the ten years for which one is followed."""

_LISTS = ("rdate", "exdate")

_NOT_MOVED = timedelta()

_PART = re.compile(r"(COUNT|UNTIL)=([^;]*)", re.IGNORECASE)


def times(rules: Body, first: datetime) -> tuple[datetime, ...]:
    """When a series that begins at `first` takes place, at most MOST times: by its rule and on its further dates, but
    for those that another rule or a date leaves out, as our own desk server reads them. `first` alone where the rules
    can't be read."""
    try:
        if not rules.get("exrule") and not rules.get("rdate"):
            return next_dates(rules.get("rrule", ""), rules.get("exdate", ""), first, MOST)
        included = {*_own(rules, first), *_moments(rules, "rdate", first), _utc(first)}
        excluded = {*_own(rules, first, "exrule"), *_moments(rules, "exdate", first)}
    except ValueError:
        return (first,)
    return tuple(one.astimezone(first.tzinfo) for one in sorted(included - excluded)[:MOST])


def exceptions(rules: Body, first: datetime) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """Of a series that begins at `first`: times of its rule at which it doesn't take place, whatever the reason, and
    those at which it does beside the rule. As far ahead as both are followed; none where the rules can't be read."""
    try:
        rule = next_dates(rules.get("rrule", ""), "", first, MOST)
    except ValueError:
        return (), ()
    there = times(rules, first)
    ends = [some[-1] for some in (rule, there) if len(some) == MOST]
    followed = min(ends) if ends else max(rule[-1:] + there[-1:], default=first)
    own, taking_place = ({one for one in some if one <= followed} for some in (rule, there))
    return tuple(sorted(own - taking_place)), tuple(sorted(taking_place - own))


def same_rules(one: Body, starts: datetime, other: Body, begins: datetime) -> bool:
    """Whether both rules mean the same in the words that a person chooses from. The first is of a series at `starts`,
    the other of one at `begins`."""
    rule, another = one.get("rrule", ""), other.get("rrule", "")
    if rule == another:
        return True
    read, read_other = Repeats.read(rule, "", starts), Repeats.read(another, "", begins)
    return read is not None and read == read_other


def rest(rules: Body, first: datetime, cut: datetime, by: timedelta = _NOT_MOVED) -> Body:
    """The rules of what is left of a series that begins at `first`, from its time `cut` on: for one that begins when
    `resumed` says. `by` is how far the dates in the rules were moved before."""
    rules = rules | {
        name: ",".join(_timed(one, first) for one in _dates(rules, name)) for name in _LISTS if name in rules
    }
    begins = resumed(rules, first, cut)
    left = _cut(_with_dates_for_exrule(rules, first, begins, by), cut, after=True, by=by)
    if _is_over(rules, first, begins):
        return {name: text for name, text in left.items() if name != "rrule"}
    before = sum(one < _utc(begins) for one in _readable_own(rules, first))
    return left | {"rrule": _PART.sub(lambda part: _fewer(part, before), rules["rrule"])}


def resumed(rules: Body, first: datetime, cut: datetime) -> datetime:
    """When what is left of a series from its time `cut` on begins, so that its rule goes on as before: at `cut`; where
    that is a further date, at the next time by the rule, and the date stands before it."""
    own = {*_readable_own(rules, first)}
    if cut == first or _utc(cut) in own:
        return cut
    return next((one for one in times(rules, first) if one > cut and _utc(one) in own), cut)


def from_on(rules: Body, cut: datetime, by: timedelta = _NOT_MOVED) -> Body:
    """Other rules, without the dates of before `cut`. `by` as above."""
    return _cut(rules, cut, after=True, by=by)


def ended(rules: Body, first: datetime, cut: datetime) -> Body:
    """The rules of a series that begins at `first` when it ends just before its time `cut`."""
    rule = rules.get("rrule", "")
    if not _is_over(rules, first, cut):
        kept = [part for part in rule.split(";") if part and not _PART.match(part)]
        rule = ";".join([*kept, f"UNTIL={utc_stamp(cut - timedelta(seconds=1))}"])
    return _cut(rules | ({"rrule": rule} if rule else {}), cut, after=False)


def moved(rules: Body, known: Body, first: datetime, before: datetime, after: datetime) -> Body:
    """The rules of a series that begins at `first` and whose time at `before` is now at `after`, as a form wrote them:
    it leaves out whole days, and shows neither further dates nor what a rule leaves out. The days that `known`, the
    rules until now, leave out move along, and so do its further dates."""
    rules = rules | {name: known[name] for name in ("exrule", "rdate") if name in known}
    by = after.replace(tzinfo=None) - before.replace(tzinfo=None)
    if not by:
        return rules
    days = {_day(one, first): _later(one, by, first) for one in left_out(known)}
    later = dict.fromkeys(days.get(_day(one, after), one) for one in left_out(rules))
    further = [_later(one, by, first) for one in _dates(known, "rdate")]
    dates = {"exdate": ",".join(later), "rdate": ",".join(further)}
    return rules | {name: text for name, text in dates.items() if text}


def left_out(rules: Body) -> list[str]:
    """The moments, as they are written."""
    return _dates(rules, "exdate")


def without(rules: Body, moment: datetime) -> Body:
    """The rules of a series that doesn't take place at `moment`."""
    known = left_out(rules)
    stamp = utc_stamp(moment)
    return rules if stamp in known else rules | {"exdate": ",".join([*known, stamp])}


def with_again(rules: Body, moment: datetime) -> Body:
    """The rules of a series that takes place at `moment` after all."""
    left = [one for one in left_out(rules) if one != utc_stamp(moment)]
    others = {name: text for name, text in rules.items() if name != "exdate"}
    return others | ({"exdate": ",".join(left)} if left else {})


def on_wall(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved on the clock on the wall, in its own zone."""
    return (moment.replace(tzinfo=None) + by).replace(tzinfo=moment.tzinfo)


def _fewer(part: re.Match[str], before: int) -> str:
    name, value = part[1].upper(), part[2]
    return f"COUNT={max(1, int(value) - before)}" if name == "COUNT" and value.isdecimal() else part[0]


def _dates(rules: Body, name: str) -> list[str]:
    return [one.strip() for one in rules.get(name, "").split(",") if one.strip()]


def _own(rules: Body, first: datetime, name: str = "rrule") -> tuple[datetime, ...]:
    """What that rule of a series that begins at `first` gives by itself, in UTC. Raises ValueError."""
    rule = rules.get(name, "")
    return tuple(map(_utc, by_rule(rule, first, _MOST_BY_RULE))) if rule else ()


def _timed(text: str, first: datetime) -> str:
    """A date of the rules as a moment where it is a day alone: at the time of a series that begins at `first`."""
    return text if "T" in text.upper() else utc_stamp(_moment(text, first))


def _readable_own(rules: Body, first: datetime) -> tuple[datetime, ...]:
    """What `_own` gives of its rule; nothing where that can't be read."""
    try:
        return _own(rules, first)
    except ValueError:
        return ()


def _is_over(rules: Body, first: datetime, moment: datetime) -> bool:
    """Whether the rule gives nothing any more from that moment on, so that only further dates are left."""
    own = _readable_own(rules, first)
    return not rules.get("rrule") or (bool(own) and own[-1] < _utc(moment))


def _moments(rules: Body, name: str, first: datetime) -> tuple[datetime, ...]:
    """Those dates in UTC, of periods their beginnings. Raises ValueError."""
    return listed_moments(",".join(one.partition("/")[0] for one in _dates(rules, name)), first)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _with_dates_for_exrule(rules: Body, first: datetime, begins: datetime, by: timedelta) -> Body:
    """What a rule leaves out of a series counts from its beginning: where it would leave out other times when that is
    at `begins`, they are left out by their dates."""
    if not rules.get("exrule"):
        return rules
    try:
        further = (on_wall(one.astimezone(first.tzinfo), -by) for one in _moments(rules, "rdate", first))
        included = {one for one in (*_own(rules, first), *map(_utc, further)) if one >= _utc(begins)}
        out, then = (included & {*_own(rules, one, "exrule")} for one in (first, begins))
    except ValueError:
        return rules
    if out == then:
        return rules
    stamps = (utc_stamp(on_wall(one.astimezone(first.tzinfo), by)) for one in sorted(out))
    others = {name: text for name, text in rules.items() if name != "exrule"}
    return others | {"exdate": ",".join([*left_out(rules), *stamps])}


def _cut(rules: Body, cut: datetime, *, after: bool, by: timedelta = _NOT_MOVED) -> Body:
    """Without those of its dates that are before `cut`, or else after it, where they were moved by `by` already."""
    kept = {}
    for name in _LISTS:
        moments = {one: on_wall(_moment(one, cut).astimezone(cut.tzinfo), -by) for one in _dates(rules, name)}
        kept[name] = ",".join(one for one, moment in moments.items() if (moment >= cut) is after)
    others = {name: text for name, text in rules.items() if name not in kept}
    return others | {name: text for name, text in kept.items() if text}


def _moment(text: str, like: datetime) -> datetime:
    """A date of the rules, of a period its beginning; of a day alone that of a series with a time at `like`. One that
    can't be read stands at `like`."""
    text = text.partition("/")[0]
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
    return utc_stamp(on_wall(_moment(text, like).astimezone(like.tzinfo), by))
