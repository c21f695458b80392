"""The parameters of what is read."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from app.models.objects.ticket_query import SORTS, URGENCY
from app.models.statistics.figures import BY
from app.models.statistics.period import LONGEST, Period
from app.models.visits.visit_filter import VISITS_AT_ONCE, Which
from app.server.bodies.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarDay,
    Category,
    Day,
    Due,
    Flag,
    Moment,
    Priority,
    Statuses,
    Text,
    VisitStatuses,
    one_of,
)

LARGEST_PAGE = 100
"""Items on one page."""

LONGEST_RANGE = timedelta(days=366, hours=2)
"""Of a list of meetings: a leap year, whose days may be longer by a change of the clock."""

MOST_IDS = 200
"""Of the meetings that one list is narrowed to."""

LATEST = 24 * 60
"""Minutes."""

OLDEST = 100_000
"""Days."""

LARGEST_REVISION = 2**63 - 1

_COUNTED = one_of(*(one.value for one in Which if one is not Which.NOT_TOLD))
"""Which hosts were told each desk knows by itself."""

LONGEST_WAIT = 30
"""Seconds for which a call for changes may wait."""


def _split(value: Any) -> Any:
    """The texts between commas, out of each time that the parameter is named."""
    return [text for each in ",".join(value).split(",") if (text := each.strip())] if isinstance(value, list) else value


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, value: Any) -> Any:
        return {name: text for name, text in value.items() if text != ""} if isinstance(value, dict) else value


class MeetingRange(_Listed):
    """From `first` to `last`, both days of the site's calendar and both included; or moments."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class MeetingListQuery(MeetingRange):
    """Our own: with `cancelled` what was cancelled is listed too, and `ids`, on the wire `id` with commas between them,
    are the only meetings that are asked for; all when there are none."""

    cancelled: Flag = False
    ids: Annotated[list[str], Field(alias="id", max_length=MOST_IDS), BeforeValidator(_split)] = []


class _OfPeriod(_Listed):
    """From `first` to `last`, both days of the site's calendar and both included. `late` are the minutes after which a
    visitor isn't in time."""

    first: CalendarDay = Field(alias="from")
    last: CalendarDay = Field(alias="to")
    late: int = Field(default=15, ge=0, le=LATEST)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("to is before from")
        if self.first.year < FIRST_YEAR or self.last.year > LAST_YEAR:
            raise ValueError(f"from and to are not between {FIRST_YEAR} and {LAST_YEAR}")
        if self.period.length > LONGEST:
            raise ValueError(f"from and to are more than {LONGEST} days: ask for fewer")
        return self

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


class StatisticsQuery(_OfPeriod):
    """`by` are the parts that are asked for, with commas between them on the wire, all where it names none. `at` is the
    moment of which the figures of a single day are, None for the present."""

    by: Annotated[list[Annotated[str, *one_of(*BY)]], BeforeValidator(_split)] = [*BY]
    at: Moment | None = None

    @model_validator(mode="after")
    def _of_one_day(self) -> Self:
        if self.at is not None and self.first != self.last:
            raise ValueError("at is for a single day alone")
        return self


class PeriodVisitsQuery(_OfPeriod):
    """The visits that a figure counts, as a VisitFilter picks them: its parts by their names. `without_host` and
    `without_company` ask for those where none was told. `page` counts from 1, `page_size` in visits."""

    which: Annotated[Which, *_COUNTED] = Which.ALL
    hour: int | None = Field(default=None, ge=0, le=23)
    at: Moment | None = None
    host: Text = ""
    company: Text = ""
    without_host: Flag = False
    without_company: Flag = False
    page: int = Field(default=1, ge=1, le=1_000_000)
    page_size: int = Field(default=VISITS_AT_ONCE, ge=1, le=VISITS_AT_ONCE)


class ChangesQuery(_Listed):
    """`since` is a revision, None for the present one; `wait` are seconds."""

    since: int | None = Field(default=None, ge=0, le=LARGEST_REVISION)
    wait: int = Field(default=0, ge=0, le=LONGEST_WAIT)


class TicketListQuery(_Listed):
    """The page's defaults; None and "" filter nothing. `page` counts from 1, `page_size` in tickets; both due dates are
    included, as days of the site's calendar.

    Our own are several numbers in `status`, with commas; the flags; and the order by urgency: what is open and late, or
    due today, comes first. Archived tickets are listed when they are asked for, and then alone; among the
    others where those are asked for that were opened or solved on some days. One that is overdue or of an age is open:
    for `age_from` whole days or more, and for less than `age_below`."""

    sort_by: Annotated[str, *one_of(*SORTS, URGENCY)] = "activity"
    sort: Annotated[str, *one_of("desc", "asc")] = "desc"
    page: int = Field(default=1, ge=1, le=1_000_000)
    page_size: int = Field(default=10, ge=1, le=LARGEST_PAGE)
    q: Text = Field(default="", max_length=500)
    status: Statuses = frozenset()
    overdue: Flag = False
    unassigned: Flag = False
    without_category: Flag = False
    open: Flag = False
    archived: Flag = False
    favorite: Flag = False
    agent_id: Text = ""
    priority: Priority = None
    category: Category = None
    supplier_id: Text = ""
    mode: Annotated[str, *one_of("me")] = ""
    due_date_from: Due = None
    due_date_to: Due = None
    created_from: CalendarDay | None = None
    created_to: CalendarDay | None = None
    solved_from: CalendarDay | None = None
    solved_to: CalendarDay | None = None
    age_from: int = Field(default=0, ge=0, le=OLDEST)
    age_below: int | None = Field(default=None, ge=0, le=OLDEST)

    @property
    def has_age(self) -> bool:
        return self.age_from > 0 or self.age_below is not None

    @property
    def of_a_time(self) -> bool:
        """Whether those are asked for that were opened or solved on some days."""
        return any((self.created_from, self.created_to, self.solved_from, self.solved_to))


class VisitSearchQuery(_Listed):
    """Our own: visits of whatever day. `page_size` are visits at the most."""

    q: Text = Field(default="", max_length=500)
    page_size: int = Field(default=LARGEST_PAGE, ge=1, le=LARGEST_PAGE)


class VisitListQuery(_Listed):
    """Without a `status`, visits of every status pass. `with_events`, on the wire `said`, is our own: with it every
    visit passes too of which anything was said. One whose arrival was undone is Expected again, and desks that heard of
    it have to hear that."""

    sort_by: Annotated[str, *one_of("time")] = "time"
    sort: Annotated[str, *one_of("asc", "desc")] = "asc"
    page: int = Field(default=1, ge=1, le=1_000_000)
    page_size: int = Field(default=10, ge=1, le=LARGEST_PAGE)
    q: Text = Field(default="", max_length=500)
    status: VisitStatuses = frozenset()
    with_events: Flag = Field(default=False, alias="said")


class VisitorQuery(_Listed):
    """Our own: whose visits are asked for. "" is what a desk doesn't know of them."""

    name: Text = Field(default="", max_length=400)
    company: Text = Field(default="", max_length=400)
    email: Text = Field(default="", max_length=400)


class NoticeListQuery(_Listed):
    """Our own: of a meeting, of one of its visitors, or of a ticket. With `unsent` only what still waits, and what was
    lately not sent; with `kind` no others."""

    meeting: Text = ""
    visitor: Text = ""
    ticket: Text = ""
    kind: Text = ""
    unsent: Flag = False
    limit: int = Field(default=500, ge=0, le=500)
