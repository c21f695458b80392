"""What a person wants of a meeting that the server has: other words, times and people, or that it doesn't take place.

A meeting that repeats is changed at one of its times, from one on, or as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

import msgspec
from msgspec import Struct

from app.models.drafts import Body, MeetingDraft
from app.models.merging.kept import Kept


class Scope(Enum):
    """Of which times of a series a change is. A meeting that doesn't repeat has one, and any scope means that. The
    values are what the file holds."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class EditedMeeting(Struct, frozen=True):
    """A meeting as a form begins with it: what the server has, and on top of it what waits here already.

    `draft` is what is shown; its times are in the site's zone, of a series those of the time that was opened. Its
    visitors have the ids of the server's; somebody whom only a change that waits has added has that of the operation,
    `operation/number`. `base` is the body of what the server had when the first change that waits was begun, or now;
    `revision` and `modified` tell that state from others, 0 and "" where the server doesn't.

    Of a series, `occurrence` is when the time that was opened begins by the server's word, `first` when the series does
    as far as this desk knows, `begun` whether one of its times has; else None, None and False.

    `create` is the operation of a meeting that itself still waits to be created, "" for one that the server has.
    `instead_of` is the change that waits and whose place the next one takes, "" for none. `staying` are, by the scope,
    the ids of its visitors who are in the building for one of those times: none of them can be taken out of these. Of
    one that waits to be created they are the visitors' numbers.
    """

    meeting: str
    day: date
    draft: MeetingDraft
    base: Body
    revision: int = 0
    modified: str = ""
    occurrence: datetime | None = None
    first: datetime | None = None
    begun: bool = False
    create: str = ""
    instead_of: str = ""
    staying: Mapping[Scope, frozenset[str]] = msgspec.field(default_factory=dict)

    @property
    def repeats(self) -> bool:
        """Whether a person has to choose the scope."""
        return self.occurrence is not None

    @property
    def is_scope_open(self) -> bool:
        """Whether the scope can still be chosen. That of a change that waits stays, whatever is changed of it."""
        return self.repeats and not self.instead_of

    def stays(self, scope: Scope) -> frozenset[str]:
        """Of `staying` those of that scope."""
        return self.staying.get(scope, frozenset())

    def makes_another(self, scope: Scope) -> bool:
        """Whether a change of that scope makes times of a series a meeting of their own: one of them, the following
        ones, or those to come of one that has begun."""
        if self.occurrence is None or scope is Scope.ONE:
            return self.repeats
        is_whole = scope is Scope.ALL or (self.first is not None and self.occurrence <= self.first)
        return self.begun or not is_whole


class MeetingChange(Kept, frozen=True, omit_defaults=True):
    """What one operation of the outbox asks for. `base` is what the person started from, `wanted` what they want
    instead, both as bodies of a create in which each visitor of the server's has their id; None for what is to be taken
    back. Of a series both have the times of the one that was opened, `occurrence`.

    All moments are ISO 8601 with their offset. `first` is when the series begins. From `since` on, up to `until` and
    both included, the server's times of the meeting don't count any more; "" is no limit. `shows` are beginning and end
    of those that take their place, or of those that are taken back, as far ahead as this desk draws them. `creates`:
    those that take their place are a meeting of their own. `by` is the name of this desk.

    `restores`: it takes back a change that the server had already; a meeting and visitors who were taken back come
    again.
    """

    meeting: str
    title: str
    base: Body
    wanted: Body | None
    scope: Scope = Scope.ALL
    revision: int = 0
    modified: str = ""
    occurrence: str = ""
    first: str = ""
    since: str = ""
    until: str = ""
    shows: tuple[tuple[str, str], ...] = ()
    creates: bool = False
    by: str = ""
    restores: bool = False

    @property
    def cancels(self) -> bool:
        """Whether nothing takes the place of what it takes back."""
        return self.wanted is None

    def is_of(self, starts: datetime) -> bool:
        """Whether the server's time of the meeting that begins at `starts` is one of those that it changes."""
        after = not self.since or starts >= datetime.fromisoformat(self.since)
        return after and (not self.until or starts <= datetime.fromisoformat(self.until))

    def removed(self) -> tuple[Body, ...]:
        """The visitors who don't come any more, of a meeting that still takes place."""
        if self.wanted is None:
            return ()
        left = {one.get("id", "") for one in self.wanted["visitors"]}
        return tuple(one for one in self.base["visitors"] if one.get("id", "") not in left)


class Call(Enum):
    """What a server is asked. The values are what the file holds."""

    UPDATE = "update"
    LEAVE_OUT = "leave-out"  # one time of a series doesn't take place
    TAKE_IN = "take-in"  # it does after all
    SHORTEN = "shorten"  # a series ends before one of its times
    CANCEL = "cancel"
    CLOSE = "close"
    CREATE = "create"


class PlannedCall(Struct, frozen=True, omit_defaults=True):
    """One call of a change. `base` and `wanted` are of an update, `body` of a create; `moment` is that of a time that
    is left out."""

    call: Call
    base: Body | None = None
    wanted: Body | None = None
    body: Body | None = None
    moment: str = ""
    restores: bool = False


class Progress(Kept, frozen=True, omit_defaults=True):
    """How far a change came: the calls that it takes, () until the server was asked what it has; how many of them were
    done; and the id of the meeting that each create made, by the call's number."""

    calls: tuple[PlannedCall, ...] = ()
    done: int = 0
    made: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def next(self) -> PlannedCall | None:
        """The call that is to be done now; None before there are any, and after the last."""
        return self.calls[self.done] if self.done < len(self.calls) else None
