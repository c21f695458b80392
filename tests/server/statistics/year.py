"""A year at a front desk: meetings of each kind, who came to them, and what was changed. Written to a server as desks
do it, and kept beside it as plain visits."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from hypothesis import HealthCheck, Phase, settings

from tests.plain_counts import PlainVisit

ONE_DAY = timedelta(days=1)
FIRST = date(2025, 7, 1)
TODAY = date(2026, 4, 2)
DAYS = 365
HOSTS = ("Sofia Marchetti", "Tom Okafor", "Ada Lee", "Bo Ek")
COMPANIES = ("Nordlys", "NORDLYS", "Acme", "", "Façade & Co")
TURNS = (date(2025, 10, 26), date(2026, 3, 29), date(2026, 4, 5))
"""Clocks are changed on these days, or on the other side of the world."""

Key = tuple[date, str, str]

A_FEW_YEARS = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
"""For a test that is given some: the same ones each time."""


def present(zone: ZoneInfo) -> datetime:
    """The moment of it all."""
    return datetime.combine(TODAY, time(11, 30), zone)


class Year:
    """`visits` are all that were ever planned, or came. `now` is the present."""

    def __init__(self, desk: httpx.AsyncClient, zone: ZoneInfo, chance: random.Random) -> None:
        self.visits: dict[Key, PlainVisit] = {}
        self.zone = zone
        self.now = present(zone)
        self._desk = desk
        self._chance = chance
        self._events = 0

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.zone)

    async def meeting(self) -> None:
        """Makes one, and what comes of it."""
        chance = self._chance
        day = chance.choice((*TURNS, TODAY, FIRST + chance.randrange(DAYS) * ONE_DAY))
        hour = chance.choice((0, 1, 2, 3, 9, 9, 10, 14, 23))
        kind = chance.choice(("once", "once", "weekly", "long", "overnight", "walk-in"))
        lasts = {"long": timedelta(hours=50), "overnight": timedelta(hours=9)}.get(kind, timedelta(hours=1))
        starts = self.at(day, hour, chance.choice((0, 15, 30)))
        made = await self._make(kind, starts, lasts)
        for week in range(4 if kind == "weekly" else 1):
            wall = starts.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) + week * 7 * ONE_DAY
            begins = wall.replace(tzinfo=self.zone) if week else starts
            self._plan(made, begins, lasts, walk_in=kind == "walk-in")
        for key in [key for key in self.visits if key[1] == made["id"]]:
            await self._come(key)
        self._drop_those_inside(made["id"])
        if kind == "once" and chance.random() < 0.4:
            await self._change(made)

    async def _make(self, kind: str, starts: datetime, lasts: timedelta) -> dict[str, Any]:
        title = self._chance.choice(("Walk-in", "Audit"))  # who walked in isn't known by it
        body = self._body(title, starts, starts.astimezone(UTC) + lasts, walk_in=kind == "walk-in")
        if kind == "weekly":
            body["recurrence"] = {"rrule": "FREQ=WEEKLY;COUNT=4"}
        answer = await self._desk.post("/vm/meetings", json=body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def _body(self, title: str, starts: datetime, ends: datetime, *, walk_in: bool = False) -> dict[str, Any]:
        people = range(1 if walk_in else self._chance.randint(1, 3))
        return {
            "title": title,
            "hostId": self._chance.choice(HOSTS),
            "startAt": starts.isoformat(),
            "endAt": ends.isoformat(),
            "visitors": [
                {"firstName": "Visitor", "lastName": str(n), "companyName": self._chance.choice(COMPANIES)}
                for n in people
            ],
            "walkIn": walk_in,
        }

    def _plan(self, made: dict[str, Any], starts: datetime, lasts: timedelta, *, walk_in: bool) -> None:
        ends = starts.astimezone(UTC) + lasts
        first, last = (
            starts.astimezone(UTC).astimezone(self.zone).date(),
            (ends - timedelta(seconds=1)).astimezone(self.zone).date(),
        )
        days = [first + n * ONE_DAY for n in range((last - first).days + 1)] if lasts > ONE_DAY else [first]
        host = made["host"]
        for day in days:
            expected = starts
            if day != first:
                again = datetime.combine(day, starts.astimezone(UTC).astimezone(self.zone).time(), self.zone)
                expected = again if again.astimezone(UTC) < ends else self.at(day, 0)
            for visitor in made["visitors"]:
                self.visits[day, made["id"], visitor["id"]] = PlainVisit(
                    day=day,
                    expected=expected.astimezone(UTC),
                    host=f"{host['firstname']} {host['lastname']}",
                    company=visitor["companyName"].replace("ç", "c"),
                    walk_in=walk_in,
                )

    async def _come(self, key: Key) -> None:
        visit, chance = self.visits[key], self._chance
        came = visit.expected + timedelta(seconds=chance.randrange(-600, 3000))
        came = max(came, self.at(visit.day, 0).astimezone(UTC))
        if chance.random() < 0.3 or came > self.now or visit.day > TODAY:
            return
        event = await self._say(key, "check-in", came)
        if chance.random() < 0.15:
            await self._say(key, "undo", came + timedelta(seconds=5), undoes=event)
            return
        visit.came = came
        left = came + timedelta(seconds=chance.randrange(60, 9000))
        if chance.random() < 0.7 and left <= self.now:
            await self._say(key, "check-out", left)
            visit.left = left

    async def _say(self, key: Key, kind: str, at: datetime, **more: str) -> str:
        self._events += 1
        day, meeting, visitor = key
        answer = await self._desk.post(
            f"/vm/visits/{day}/{meeting}/{visitor}/events",
            json={"kind": kind, "at": at.isoformat()} | more,
            headers={"Idempotency-Key": f"e-{self._events}"},
        )
        assert answer.status_code == 200, answer.text
        return f"e-{self._events}"

    def _drop_those_inside(self, meeting: str) -> None:
        """A later day of a long meeting is no visit of its own for somebody who is in since an earlier one."""
        inside: dict[str, PlainVisit] = {}
        for key in sorted(key for key in self.visits if key[1] == meeting):
            visit, before = self.visits[key], inside.get(key[2])
            midnight = self.at(visit.day, 0)
            near = before and (visit.day - before.day).days < 3
            if not visit.came and before and near and (before.left is None or before.left >= midnight):
                visit.planned = False
            if visit.came:
                inside[key[2]] = visit

    async def _change(self, made: dict[str, Any]) -> None:
        """It is cancelled, moved to another day, or loses a visitor; not while somebody is in."""
        own = {key: visit for key, visit in self.visits.items() if key[1] == made["id"]}
        if any(visit.came and not visit.left for visit in own.values()):
            return
        what = self._chance.choice(("cancel", "move", "remove"))
        path = f"/vm/meetings/{made['id']}"
        if what == "cancel":
            assert (await self._desk.delete(path)).status_code == 204
        else:
            starts, ends = (datetime.fromisoformat(made[name]) for name in ("startAt", "endAt"))
            later = timedelta(days=2 if what == "move" else 0)
            stays = made["visitors"][1 if what == "remove" else 0 :]
            body = self._body("Audit", starts + later, ends + later) | {
                "hostId": made["host"]["id"],
                "visitors": [
                    {"id": one["id"], "firstName": "V", "lastName": "1", "companyName": one["companyName"]}
                    for one in stays
                ],
            }
            answer = await self._desk.put(path, json=body)
            assert answer.status_code == 200, answer.text
            if what == "move":
                self._plan(answer.json(), starts + later, ends - starts, walk_in=False)
        gone = {made["visitors"][0]["id"]} if what == "remove" else {one["id"] for one in made["visitors"]}
        for key, visit in own.items():
            visit.planned &= key[2] not in gone
