"""When a series takes place whose rules a form doesn't show whole: further dates, and times that a rule leaves out."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from app.models.drafts import Body
from app.server import recurrence
from app.services.meetings.series import ended, moved, on_wall, rest, resumed, times

ZONE = ZoneInfo("Europe/Brussels")
FIRST = datetime(2026, 3, 12, 10, tzinfo=ZONE)
NEAR = 60
"""So many days after the first time dates are chosen, with the turn of the clocks among them."""

FEW = settings(max_examples=40)

RULES = (
    "",
    "FREQ=WEEKLY;COUNT=6",
    "FREQ=DAILY;INTERVAL=2;COUNT=12",
    "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260501T080000Z",
    "FREQ=WEEKLY;BYDAY=MO;COUNT=5",
)
OUT = ("", "FREQ=WEEKLY;INTERVAL=2;COUNT=9", "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=WEEKLY;BYDAY=TU;COUNT=4")


def dates(draw: some.DrawFn) -> str:
    """On some days at the time of the series or another one, in each of the spellings."""
    texts = []
    for day in draw(some.lists(some.integers(1, NEAR), max_size=4, unique=True)):
        moment = FIRST + timedelta(days=day, hours=draw(some.sampled_from((0, 3))))
        spelling = draw(some.sampled_from(("%Y%m%d", "%Y%m%dT%H%M%S", "Z")))
        utc = moment.astimezone(ZoneInfo("UTC"))
        texts.append(f"{utc:%Y%m%dT%H%M%SZ}" if spelling == "Z" else f"{moment:{spelling}}")
    return ",".join(texts)


@some.composite
def series(draw: some.DrawFn) -> Body:
    chosen = {
        "rrule": draw(some.sampled_from(RULES)),
        "exrule": draw(some.sampled_from(OUT)),
        "rdate": dates(draw),
        "exdate": dates(draw),
    }
    rules = {name: text for name, text in chosen.items() if text}
    return rules if "rrule" in rules or "rdate" in rules else {"rrule": RULES[1]} | rules


def there(rules: Body, first: datetime) -> list[datetime]:
    """As the server lists it."""
    texts = (rules.get(name, "") for name in ("rrule", "exrule", "rdate", "exdate"))
    seconds = recurrence.starts(*texts, first.replace(tzinfo=None), ZONE)
    return [datetime.fromtimestamp(one, ZONE) for one in seconds]


@FEW
@given(series())
def test_a_series_takes_place_here_as_the_server_lists_it(rules: Body) -> None:
    assert list(times(rules, FIRST)) == there(rules, FIRST)


@FEW
@given(series(), some.data())
def test_cut_in_two_it_takes_place_as_before(rules: Body, data: some.DataObject) -> None:
    whole = there(rules, FIRST)
    if len(whole) < 2:
        return
    cut = data.draw(some.sampled_from(whole[1:]))
    assert there(ended(rules, FIRST, cut), FIRST) == [one for one in whole if one < cut]
    assert there(rest(rules, FIRST, cut), resumed(rules, FIRST, cut)) == [one for one in whole if one >= cut]


@FEW
@given(series(), some.data())
def test_what_is_left_of_it_moves_by_some_hours(rules: Body, data: some.DataObject) -> None:
    whole = there(rules, FIRST)
    if len(whole) < 2:
        return
    cut = data.draw(some.sampled_from(whole[1:]))
    by = timedelta(hours=-1)
    form = {name: text for name, text in rules.items() if name in ("rrule", "exdate")}
    later = rest(moved(form, rules, FIRST, cut, on_wall(cut, by)), FIRST, cut, by)
    begins = on_wall(resumed(rules, FIRST, cut), by)
    assert there(later, begins) == [on_wall(one, by) for one in whole if one >= cut]
