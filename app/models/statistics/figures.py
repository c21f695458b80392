"""The figures of a period, as they are counted and sent: JSON in camel case.

What a visit is: a visitor of a meeting on one of its days. One of a meeting that lasts no longer than a day is on the
day on which it begins. Of a longer meeting each of its days is one, but for those that a visitor is in on since an
earlier day. Nobody is counted who was taken back and didn't come; whoever came is.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from app.models.statistics.period import Period

AGES = (1, 4, 8, 15)
"""Open tickets are counted by the days since they were opened: fewer than the first, than the second, and so on."""


BY = ("hour", "day", "month", "host", "company", "tickets")
"""The parts of an answer, beside the figures of all visits, by the words with which a server is asked for them."""


class Peak(Struct, frozen=True, rename="camel"):
    """The most visitors that were on site at once on one day, and since when, in UTC: the first time."""

    count: int
    moment: datetime


class VisitFigures(Struct, frozen=True, rename="camel"):
    """`expected` are those who were invited, `walk_ins` those who came without an invitation, and `arrived` all who
    came. So `expected` and `walk_ins` are together `arrived`, `no_shows`, `late` and `to_come`.

    `no_shows` were expected on days that are over. `to_come` are expected yet, today or later. `left` were checked out.
    None in a period without today: `on_site` came today and are in; `late` didn't come though their time is over,
    `longest_late` is for how many seconds the first of them is; `next_expected` is when the next one to come is
    expected, later than now and in UTC (also None when nobody is). None but of today alone, and where only a server was
    asked: as far as this desk knows, `not_told` are those on site whose host wasn't told, and `since_before` are those
    who are in since an earlier day, whom `on_site` leaves out.

    `median_stay` is in seconds, of those who left, each in whole minutes; `mean_delay` are the seconds from when
    somebody was expected until they were checked in, before zero for those who came early, without walk-ins. None when
    there is nobody.
    """

    expected: int = 0
    arrived: int = 0
    walk_ins: int = 0
    no_shows: int = 0
    left: int = 0
    to_come: int = 0
    on_site: int | None = None
    late: int | None = None
    not_told: int | None = None
    since_before: int | None = None
    longest_late: int | None = None
    next_expected: datetime | None = None
    peak: Peak | None = None
    median_stay: int | None = None
    mean_delay: float | None = None

    @property
    def no_show_share(self) -> float | None:
        """Of those who were expected and whose time is over, the part that didn't come, from 0 to 1; None for
        nobody."""
        due = self.expected - self.to_come - (self.late or 0)
        return self.no_shows / due if due else None


class Row(Struct, frozen=True, rename="camel"):
    """Visits of one day, month, host or company. `key` tells it from the others: 2026-03-12, 2026-03, or the name as it
    is compared; `label` is the name as it is written, "" where nobody told one. `expected` and `arrived` as above."""

    key: str
    label: str
    expected: int
    arrived: int


class Largest(Struct, frozen=True, rename="camel"):
    """The rows of those with the most visits, the largest first: by who arrived, then by who was expected, then by key.
    The others are counted in `rest`: how many they are, and their visits."""

    rows: tuple[Row, ...] = ()
    rest: int = 0
    rest_expected: int = 0
    rest_arrived: int = 0


class Hour(Struct, frozen=True, rename="camel"):
    """An hour of the site's clock, from 0 to 23: how many were expected in it, and how many arrived in it."""

    hour: int
    expected: int
    arrived: int


class Step(Struct, frozen=True, rename="camel"):
    """From this moment on, in UTC, so many of a day's visitors are on site."""

    moment: datetime
    count: int


class Standing(Struct, frozen=True, rename="camel"):
    """How many tickets are in a status, by its number and word. Archived ones aren't among them."""

    status: int
    label: str
    count: int


class Solved(Struct, frozen=True, rename="camel"):
    """The tickets of a category or an agent that were solved in the period, and the median of the seconds that it took
    from when they were opened. `key` is the category's number or the agent's id, "" for tickets without one."""

    key: str
    label: str
    count: int
    median: int


class OldestTicket(Struct, frozen=True, rename="camel"):
    """The one that is open for longest, and for how many whole days."""

    id: str
    title: str
    days: int


class TicketFigures(Struct, frozen=True, rename="camel"):
    """`by_status`, in the order in which a ticket goes through them, `open_by_age`, by AGES, `overdue` and `oldest` are
    of now, without archived tickets. `opened` and `solved` are of the period, with them: a ticket that was taken up
    again isn't solved, until it is solved again."""

    by_status: tuple[Standing, ...] = ()
    open_by_age: tuple[int, ...] = (0,) * (len(AGES) + 1)
    overdue: int = 0
    opened: int = 0
    solved: int = 0
    solved_by_category: tuple[Solved, ...] = ()
    solved_by_agent: tuple[Solved, ...] = ()
    oldest: OldestTicket | None = None


class Answer(Struct, frozen=True, rename="camel"):
    """All figures of a period. `at` is the moment of which they are, in UTC; of tickets only `opened` and `solved` are
    of an earlier one.

    `known` are its days that were counted, `missing` the others: those of which the desk's own file lacks the meetings
    or who came, and those so far ahead that a server doesn't plan them yet. Both are in order.

    `by_hour` has all 24 hours. `on_site_over_day` has the steps of a single day, () for a longer period. `by_day` has
    each of the known days, `by_month` each of their months. `tickets` is None where nobody can count them all: in the
    desk's own file.
    """

    period: Period
    at: datetime
    visits: VisitFigures = VisitFigures()
    by_hour: tuple[Hour, ...] = ()
    on_site_over_day: tuple[Step, ...] = ()
    by_day: tuple[Row, ...] = ()
    by_month: tuple[Row, ...] = ()
    by_host: Largest = Largest()
    by_company: Largest = Largest()
    tickets: TicketFigures | None = None
    known: tuple[date, ...] = ()
    missing: tuple[date, ...] = ()
