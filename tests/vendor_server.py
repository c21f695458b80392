"""A server that isn't ours and keeps meetings, as the vendor's later pages say: no ETag, no Idempotency-Key (what comes
again is done again), no word of its own.

server = VendorServer(update="/vm/meeting")          # the other spelling of an update
server.meets("PUT", lost_answer, refused)            # faults of tests/faults.py, one a call; then it answers as it is
identity = server.make({"title": "Audit", ...})      # somebody else writes
server.change(identity, title="Audit 2")
assert server.meetings[identity]["title"] == "Audit 2"
"""

from __future__ import annotations

import json as jsonlib
import re
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from dateutil.rrule import rrulestr

from tests.fake_server import Answer, FakeServer, Request
from tests.faults import NOW, Fault
from tests.meetings import BRUSSELS

VISITOR_NAMES = {"firstName": "firstname", "lastName": "lastname"}
TAKEN_OVER = ("title", "description", "startAt", "endAt", "recurrence")
NOT_THERE = Answer(404, b'{"error": "There is no such meeting"}')


class VendorServer(FakeServer):
    """`update`, `cancel` and `close` are the path below which it takes that call; the other one of the two, and a path
    of "", get `missing`. What `answers` was told of a call comes first.

    `meetings` are those that stand, by id.
    """

    def __init__(
        self,
        *,
        update: str = "/vm/meetings",
        cancel: str = "/vm/meeting",
        close: str = "/vm/meeting",
        missing: int = 404,
        now: Callable[[], datetime] = lambda: NOW,
    ) -> None:
        super().__init__()
        self.meetings: dict[str, dict[str, Any]] = {}
        self.closed: dict[str, datetime] = {}
        """When the series of these ids were closed."""
        self.paths = {"PUT": update, "DELETE": cancel, "POST": close}
        self._missing = Answer(missing, b'{"error": "no such call"}')
        self._now = now
        self._numbers = count(1)
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def meets(self, method: str, *faults: Fault) -> None:
        """The next calls with that method end so."""
        self._faults[method].extend(faults)

    def make(self, body: dict[str, Any]) -> str:
        """A meeting as the body of a create says. Gives its id."""
        identity = f"M-{next(self._numbers)}"
        self.meetings[identity] = self._filled({"createdAt": self._stamp()}, identity, body)
        return identity

    def change(self, identity: str, **attributes: Any) -> None:
        """Somebody else changes that meeting; the names are the API's."""
        self.meetings[identity] |= attributes | {"lastModifiedAt": self._stamp()}

    def listed(self, first: date, last: date) -> list[dict[str, Any]]:
        """What takes place on these days, each occurrence for itself."""
        days = range((last - first).days + 1)
        wanted = {(first + timedelta(days=day)).isoformat() for day in days}
        return [
            one for identity in self.meetings for one in self._occurrences(identity) if one["startAt"][:10] in wanted
        ]

    async def _respond(self, request: httpx.Request) -> httpx.Response:
        faults = self._faults[request.method]
        return await (faults.popleft()(request, super()._respond) if faults else super()._respond(request))

    def untold(self, request: Request) -> Answer:
        if request.path == "/vm/meetings":
            if request.method == "POST":
                return _answer(self.meetings[self.make(request.body)])
            return _answer(self.listed(*(date.fromisoformat(request.query[name]) for name in ("from", "to"))))
        called = re.fullmatch(r"(/vm/meetings?)/([^/]+)(/close)?", request.path)
        if called is None:
            return super().untold(request)
        path, identity, closing = called.groups()
        if request.method == "GET" and path == "/vm/meetings" and not closing:
            return _answer(self.meetings[identity]) if identity in self.meetings else NOT_THERE
        if path != self.paths.get(request.method) or bool(closing) != (request.method == "POST"):
            return self._missing
        return self._changed(request, identity) if identity in self.meetings else NOT_THERE

    def _changed(self, request: Request, identity: str) -> Answer:
        if request.method == "DELETE":
            del self.meetings[identity]
            return Answer(204)
        if request.method == "POST":
            self.closed[identity] = self._now()
            self.change(identity)
            return Answer(200)  # the pages don't say what comes back
        self.meetings[identity] = self._filled(self.meetings[identity], identity, request.body)
        return _answer(self.meetings[identity])

    def _filled(self, before: dict[str, Any], identity: str, body: dict[str, Any]) -> dict[str, Any]:
        people = {
            name: [_user(one) for one in body.get(sent, [])]
            for name, sent in (
                ("users", "userIds"),
                ("checkinNotificationUsers", "checkinNotificationUsers"),
                ("checkoutNotificationUsers", "checkoutNotificationUsers"),
            )
        }
        return {
            "object": "meeting",
            "id": identity,
            "company": BRUSSELS,
            "timezone": "Europe/Brussels",
            "createdAt": before["createdAt"],
            "lastModifiedAt": self._stamp(),
            "host": _user(body["hostId"]),
            "visitors": [self._visitor(one) for one in body["visitors"]],
            **{name: body.get(name) for name in TAKEN_OVER},
            **people,
        }

    def _visitor(self, sent: dict[str, Any]) -> dict[str, Any]:
        known = {"object": "visitor", "id": sent.get("id") or f"V-{next(self._numbers)}"}
        return known | {VISITOR_NAMES.get(name, name): value for name, value in sent.items() if name != "id"}

    def _stamp(self) -> str:
        """Each one a second later than that before, so that none is two changes'."""
        return (self._now() + timedelta(seconds=next(self._numbers))).isoformat(timespec="seconds")

    def _occurrences(self, identity: str) -> list[dict[str, Any]]:
        meeting = self.meetings[identity]
        if not meeting["recurrence"]:
            return [meeting]
        zone = ZoneInfo(meeting["timezone"])  # a series stays at its hour when summer time comes
        begins, ends = (datetime.fromisoformat(meeting[name]).astimezone(zone) for name in ("startAt", "endAt"))
        rule, left_out = meeting["recurrence"]["rrule"], meeting["recurrence"].get("exdate", "")
        out = {datetime.strptime(one, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for one in left_out.split(",") if one}
        end = self.closed.get(identity, begins + timedelta(days=366))
        starts = [one for one in rrulestr(rule, dtstart=begins).between(begins, end, inc=True) if one not in out]
        return [
            meeting
            | {
                "occurrenceId": one.isoformat(),
                "startAt": one.isoformat(),
                "endAt": (one + (ends - begins)).isoformat(),
            }
            for one in starts
        ]


def _user(identity: str) -> dict[str, Any]:
    return {"object": "user", "id": identity, "firstname": "User", "lastname": identity}


def _answer(value: Any) -> Answer:
    return Answer(content=jsonlib.dumps(value).encode())
