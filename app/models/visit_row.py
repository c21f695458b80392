"""One row of a day: a visitor of a meeting, and how it stands with their arrival. Plain, frozen, and kept in the
file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from enum import Enum

import msgspec
from msgspec import Struct, field

from app.models.entries import VisitorSnapshot
from app.models.operations import FOR_A_PERSON, State
from app.models.text.folding import fold
from app.models.text.identity import Identity
from app.models.visit_events import Stands


class Status(Enum):
    """Where a visit stands. LATE and ENDED follow from the clock alone; ENDED is a day that passed without a visit.
    CANCELLED: the meeting, or this visitor of it, was taken back, and nobody came. UNVISITED: a meeting that isn't over
    and that nobody is invited to."""

    EXPECTED = "expected"
    LATE = "late"
    ON_SITE = "on site"
    LEFT = "left"
    ENDED = "ended"
    CANCELLED = "cancelled"
    UNVISITED = "unvisited"


class Telling(Enum):
    """What became of telling the host. NOT_SAID: the visitor isn't in, or another desk checked them in and nobody says
    whether the host was told."""

    NOT_SAID = "not said"
    ON_ITS_WAY = "on its way"
    TOLD = "told"
    NOT_TOLD = "not told"


class Waits(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What the server doesn't have yet: the id of an operation of the outbox, and its state. Where a person has to
    decide, `status` is that of the operation, and `words` are the server's where it refused."""

    operation: str
    state: State
    status: int = 0
    words: str = ""

    @classmethod
    def of(cls, operation: str, state: State, status: int, words: str) -> Waits:
        """Without what means nothing in that state: so a row stays equal as long as it says the same."""
        return cls(operation, state, status if state in FOR_A_PERSON else 0, words if state is State.REJECTED else "")


class Cancelled(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """That something was taken back: when, in UTC, and the name of the desk that did it, "" where nobody tells it.
    `unlisted`: nobody said so, the server just doesn't list it any more since then; it may stand on another day."""

    at: datetime
    by: str = ""
    unlisted: bool = False


class Arrival(Stands, frozen=True, gc=False, omit_defaults=True):
    """How it stands with one visit's arrival, as far as this desk knows. Moments are in UTC, but for those that another
    desk said: they carry the server's offset.

    `waits` is the oldest of what the server doesn't have of it yet; `notified_at` is when the mail server took the
    host's mail, or somebody called them; `badge_at` is when this desk last printed the badge. None: not so, or not yet.
    `host_note` is why the host wasn't told, or what who called noted, "" for nothing; `called_by` is the name of the
    desk at which somebody called, "" while nobody says so.
    """

    waits: Waits | None = None
    telling: Telling = Telling.NOT_SAID
    notified_at: datetime | None = field(default=None, name="told_at")
    badge_at: datetime | None = None
    host_note: str = ""
    called_by: str = ""


NOT_COME = Arrival()
"""The arrival of a visit of which nothing was said."""


class VisitRow(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One visitor of one meeting on the day `day`, or a meeting that nobody was invited to (`id` is "").

    `key` names the row for good, also when a meeting that waited is sent. `id` is the visit's, date/meeting/visitor; of
    a visitor who is in since an earlier day it is that earlier visit's. `meeting` is the meeting's id, the operation's
    while it waits; `group` counts its visitors, `number` is the visitor's place among them, from 0. The row's own
    moments are in UTC. `expected` is when the visitor is expected on this day: a meeting of several days begins on each
    of them at the same hour. `searched` holds every word that a search may find it by, folded. `waits` is set while the
    meeting, or a change of it, isn't known to be on the server. `code` stands in the QR of the badge and the
    invitation, "" where the server gives none. `cancelled` is set when the meeting, or its visitor, was taken back.
    `plate` is that of the visitor's car, as the invitation has it. `numbers` is what telephone numbers and the names
    of visits are looked for in, see sought.py. `walk_in`: the meeting was made for somebody who came without an
    invitation.
    """

    key: str
    id: str
    meeting: str
    day: date
    number: int
    group: int
    first_name: str
    last_name: str
    company: str
    mobile: str
    language: str
    host: str
    host_number: str
    title: str
    starts: datetime
    ends: datetime
    expected: datetime
    late_from: datetime
    searched: str
    name: str
    waits: Waits | None = None
    arrival: Arrival = NOT_COME
    code: str = ""
    cancelled: Cancelled | None = None
    plate: str = ""
    numbers: str = ""
    walk_in: bool = False

    @property
    def invited(self) -> bool:
        """Whether it is the row of a visitor, and not of a meeting that nobody was invited to."""
        return bool(self.id)

    @property
    def waiting(self) -> Waits | None:
        """What the server doesn't have of it yet: the meeting itself, else who came to it."""
        return self.waits or self.arrival.waits

    @property
    def host_is_to_be_told(self) -> bool:
        """Whether the visitor is in and the host wasn't told; without a host nobody is to be told."""
        return bool(self.host) and self.arrival.on_site and self.arrival.telling is Telling.NOT_TOLD

    def status(self, now: datetime) -> Status:
        """`now` has to be in the site's zone: its date says whether the day has passed."""
        return self.status_on(now.date(), now.astimezone(UTC))

    def status_on(self, today: date, moment: datetime) -> Status:
        """The same: `today` is the site's day, `moment` the present in UTC."""
        arrival = self.arrival
        if arrival.left_at is not None:
            return Status.LEFT
        if arrival.arrived_at is not None:
            return Status.ON_SITE
        if self.cancelled is not None:
            return Status.CANCELLED
        if today > self.day or (not self.id and moment >= self.ends):
            return Status.ENDED
        if not self.id:
            return Status.UNVISITED
        return Status.LATE if moment >= self.late_from else Status.EXPECTED

    def person(self) -> VisitorSnapshot:
        """Whom it is about, as the journal keeps it."""
        return VisitorSnapshot(
            name=self.name,
            company=self.company,
            mobile=self.mobile,
            host=self.host,
            host_number=self.host_number,
            meeting=self.title,
        )


def statuses(visits: Iterable[VisitRow], now: datetime) -> Iterator[Status]:
    """The status of each, as `VisitRow.status` gives it, for thousands: `now` is turned into UTC once, and moments in
    UTC are compared in a tenth of the time that others take."""
    today, moment = now.date(), now.astimezone(UTC)
    return (visit.status_on(today, moment) for visit in visits)


class DayRows(Struct, frozen=True):
    """A day as the file has it. `visits` are in the order of `expected`, those of a meeting together.

    `revision` is that at which a row last changed, `shape` that at which one last came, went or moved. `visitors` and
    `meetings` count those of the rows; `unreadable` counts the server's meetings that could not be read. `heard_at` is
    when the server last told of the day, in UTC; None when it never did: then there may be more than is shown. `unused`
    says of an empty day that this desk never had a meeting on any.
    """

    date: date
    revision: int
    shape: int
    visits: tuple[VisitRow, ...]
    visitors: int
    meetings: int
    unreadable: int
    heard_at: datetime | None
    unused: bool = False


class DayCount(Struct, frozen=True):
    """How many visitors are expected on a day, with those who came and without whom somebody took back; how many came,
    are in, and are late. `heard_at` is when the server last told of the day, in UTC; None when it never did."""

    date: date
    expected: int
    arrived: int
    on_site: int
    late: int
    heard_at: datetime | None


class Present(Struct, frozen=True):
    """Somebody who is in the building, or was when a roll call asked for them. `visit` is the visit's id; `since` is
    when they came, aware of its zone; `desk` is the name of the desk that checked them in, "" when nobody told it."""

    visit: str
    person: VisitorSnapshot
    since: datetime
    arrival: Arrival
    desk: str

    @property
    def day(self) -> date:
        """The day of the visit."""
        return date.fromisoformat(self.visit.partition("/")[0])

    def is_same_person(self, other: Present) -> bool:
        """Whether both visits are one person's: the names and the companies are the same, and so are the numbers where
        both are told. A single word alone is no name. Whoever came to the same meeting on the same day is somebody
        else."""
        who, whom = (Identity.of(one.person.name, one.person.company) for one in (self, other))
        numbers = {number for number in (_figures(self.person.mobile), _figures(other.person.mobile)) if number}
        is_named = " " in who.name or bool(who.company or numbers)
        apart = self.visit.rpartition("/")[0] != other.visit.rpartition("/")[0]
        return apart and is_named and len(numbers) < 2 and who == whom


def _figures(number: str) -> str:
    """What is the same of a number with and without its country code."""
    return "".join(filter(str.isdigit, number))[-8:]


def people_among(present: Iterable[Present]) -> tuple[Present, ...]:
    """Each person once, by the visit for which they came last where `present` is in the order in which they came."""
    return tuple(group[-1] for group in same_people(present))


def same_people(present: Iterable[Present]) -> tuple[tuple[Present, ...], ...]:
    """The visits of each person together, both in the order given."""
    groups: list[list[Present]] = []
    by_name: dict[str, list[list[Present]]] = {}
    for one in present:
        namesakes = by_name.setdefault(fold(one.person.name), [])
        group = next((group for group in namesakes if all(map(one.is_same_person, group))), None)
        if group is None:
            groups.append(group := [])
            namesakes.append(group)
        group.append(one)
    return tuple(map(tuple, groups))
