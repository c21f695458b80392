"""*Forget this visitor*: nothing of them is left at this desk, not a byte of the file; all others still are."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.errors import StillOnSite, StillWaiting
from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.meeting import Meeting
from app.models.person import Visitor
from app.services.arrival import Arrival
from app.services.directory import Directory
from app.services.forgetting import Forgetting
from app.services.present import Present
from app.services.site import Site
from app.store.cache import Cache, Stored
from app.store.database import Database
from app.store.drafts import Drafts, Kept
from app.store.journal import Entry, EntryKind, Journal, Person
from app.store.outbox import Kind, Outbox, Write
from app.store.people import People
from app.store.place import place_of
from app.store.traces import Traces
from tests.meetings import meeting, visitor

NOW = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)
ADA = visitor("Adä Lovelace", id="V-1", companyName="Analytical Engines", email="Ada@Engines.example")
CHARLES = visitor("Charles Babbage", companyName="Analytical Engines", email="charles@engines.example")
NAMESAKE = visitor("Adä Lovelace", id="V-3", companyName="Byron", email="ada@byron.example")
ADA_DRAFT = VisitorDraft(first_name="Adä", last_name="Lovelace", email="ada@engines.example")


class Desk:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.present: list[Present] = []
        self.database = Database(file)
        place = place_of(self.database, "https://api.example.com", "CO-1")
        self.cache = Cache(self.database, place)
        self.outbox = Outbox(self.database, place)
        self.drafts = Drafts(self.database, place)
        self.journal = Journal(self.database, place)
        self.people = People(self.database, place)
        self.directory = Directory(lambda: NOW)
        self._forgetting = Forgetting(
            traces=Traces(self.database),
            directory=self.directory,
            site=Site(name="", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: NOW),
            on_site=lambda: self.present,
        )

    async def forget(self, told: dict[str, Any] = ADA) -> None:
        await self._forgetting.forget(Visitor.model_validate(told))

    def meet(self, *visitors: dict[str, Any], day: str = "2026-03-12") -> None:
        told = meeting(1, *visitors) | {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"}
        self.directory.meet_meeting(Meeting.model_validate(told))

    async def hear(self, name: str, *items: Any) -> None:
        pieces = tuple(json.dumps(item, ensure_ascii=number % 2 == 0).encode() for number, item in enumerate(items))
        await self.cache.keep(name, Stored(pieces, NOW, len(pieces)), DAY)

    async def heard(self, name: str) -> list[Any]:
        stored = await self.cache.stored(name)
        assert stored
        assert stored.total == len(stored.pieces)
        return [json.loads(piece) for piece in stored.pieces]

    async def put(self, operation: str, kind: Kind, body: dict[str, Any], *, sent: bool) -> None:
        await self.outbox.put([Write(operation, kind, body)], NOW)
        if sent:
            await self.outbox.set_sending(operation, NOW)
            await self.outbox.set_sent(operation, NOW, f"made-{operation}")

    def bodies(self) -> list[Any]:
        rows = self.database.read_now(lambda connection: connection.execute("select body from outbox").fetchall())
        return [json.loads(body) for (body,) in rows]

    async def write(self, entry: str, person: Person, visit: str, kind: EntryKind = EntryKind.CHECK_IN) -> None:
        await self.journal.write([Entry(entry, kind, visit, NOW, "Desk 1", person)])

    def journal_people(self) -> list[Any]:
        rows = self.database.read_now(lambda connection: connection.execute("select person from journal").fetchall())
        return [json.loads(person) for (person,) in rows]

    def bytes(self) -> bytes:
        """Everything that the disk holds of the store, folded as far as that needs no decoding."""
        parts = [part.read_bytes() for part in self.file.parent.iterdir() if part.name.startswith(self.file.name)]
        return b"".join(parts).lower()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "foyer.sqlite3")
    yield desk
    desk.database.close()


def sent_meeting(*visitors: VisitorDraft) -> dict[str, Any]:
    title = ", ".join(one.name for one in visitors)
    return MeetingDraft(title=title, host_id="US-1", start_at=NOW, end_at=NOW, visitors=visitors).body()


async def test_not_a_byte_of_the_visitor_is_left_in_the_file(desk: Desk) -> None:
    await desk.hear(
        "meetings/2026-03-12",
        meeting(1, ADA),
        meeting(2, ADA, CHARLES, title="Adä  Lovelace, Charles Babbage", description="mail to ADA@engines.example"),
        meeting(3, CHARLES),
        *(meeting(number, CHARLES, description="x" * 900) for number in range(4, 60)),
    )
    await desk.hear("meetings/2026-03-12", meeting(1, ADA), meeting(2, ADA, CHARLES, title="ADÄ LOVELACE"))
    await desk.hear("visits/2026-03-12", {"id": "1", "visitor": ADA, "status": {"id": 3}}, {"visitor": CHARLES})
    await desk.hear("tickets/", {"id": "T-1", "title": "Adä Lovelace lost her hat", "notifier": {"firstname": "Sofia"}})
    await desk.put("op1", Kind.MEETING, sent_meeting(ADA_DRAFT), sent=True)
    await desk.put("op2", Kind.MEETING, sent_meeting(ADA_DRAFT, VisitorDraft(first_name="Charles")), sent=True)
    await desk.put("op3", Kind.MAIL, {"to": "sofia@x.example", "text": "Adä Lovelace is here."}, sent=True)
    for name in ("one", "two"):
        await desk.drafts.keep(Kept("meeting", name, {"title": "", "visitors": [ADA_DRAFT.body()]}), NOW)
    await desk.drafts.keep(
        Kept("meeting", "two", {"title": "T", "visitors": [ADA_DRAFT.body(), {"firstName": "Charles"}]}), NOW
    )
    await desk.write("e1", Person(name="Adä Lovelace", company="Analytical Engines", meeting="Adä Lovelace"), "d/1/V-1")
    await desk.write("e2", Person(name="Charles Babbage", meeting="Adä Lovelace, Charles Babbage"), "d/1/V-2")
    desk.meet(ADA, CHARLES)
    await desk.people.keep(desk.directory.news())
    assert desk.bytes().count(b"lovelace") > 10

    await desk.forget()

    for trace in (b"lovelace", "adä".encode(), b"ad\\u00e4", b"ada@engines.example"):
        assert desk.bytes().count(trace) == 0
    (left,) = await desk.heard("meetings/2026-03-12")
    assert (left["title"], [one["lastname"] for one in left["visitors"]]) == ("Forgotten visitor", ["Babbage"])
    assert await desk.heard("visits/2026-03-12") == [{"visitor": CHARLES}]
    (ticket,) = await desk.heard("tickets/")
    assert ticket["title"] == "Forgotten visitor lost her hat"
    assert desk.bodies()[0] == {}
    assert [one["firstName"] for one in desk.bodies()[1]["visitors"]] == ["Charles"]
    assert desk.bodies()[2] == {"to": "sofia@x.example", "text": "Forgotten visitor is here."}
    assert await desk.outbox.made(Kind.MEETING) == {"made-op1", "made-op2"}
    assert [(draft.name, draft.body["visitors"]) for draft in await desk.drafts.kept("meeting")] == [
        ("two", [{"firstName": "Charles"}])
    ]
    first, second = desk.journal_people()
    assert first == {}
    assert (second["name"], second["meeting"]) == ("Charles Babbage", "Forgotten visitor, Charles Babbage")
    assert desk.directory.visitors("lovelace") == []
    assert [one.name for one in desk.directory.visitors("babbage")] == ["Charles Babbage"]
    assert {row.kind for row in (await desk.people.kept()).rows} == {"user", "host", "visitor"}


async def test_a_namesake_and_a_host_of_the_same_name_stay(desk: Desk) -> None:
    host = {"object": "user", "id": "US-9", "firstname": "Adä", "lastname": "Lovelace"}
    both = meeting(1, ADA, NAMESAKE, host=host)
    await desk.hear("meetings/2026-03-12", both)
    desk.meet(ADA, NAMESAKE)
    await desk.write("e1", Person(name="Adä Lovelace", company="Byron"), "d/1/V-3")
    await desk.forget()
    assert await desk.heard("meetings/2026-03-12") == [both | {"visitors": [NAMESAKE]}]
    assert [one.detail for one in desk.directory.visitors("lovelace")] == ["Byron"]
    assert [person["name"] for person in desk.journal_people()] == ["Adä Lovelace"]


async def test_lists_of_before_teach_nobody_of_them_again_a_newer_meeting_does(desk: Desk) -> None:
    desk.meet(ADA)
    told_late = desk.directory.news()
    await desk.forget()
    for again in (ADA, {key: value for key, value in ADA.items() if key != "email"}):
        desk.meet(again, day="2026-03-10")
        assert desk.directory.visitors("lovelace") == []
    await desk.people.keep(told_late)
    restarted = Directory(lambda: NOW)
    restarted.meet_meeting(Meeting.model_validate(meeting(1, ADA)))
    restarted.remember(await desk.people.kept())
    assert restarted.visitors("lovelace") == []
    assert restarted.users()
    desk.meet(ADA, day="2026-03-13")
    assert len(desk.directory.visitors("lovelace")) == 1
    await desk.people.keep(desk.directory.news())
    restarted.remember(await desk.people.kept())
    assert len(restarted.visitors("lovelace")) == 1


async def test_one_who_is_forgotten_before_they_came_isn_t_known_again_by_that_meeting(desk: Desk) -> None:
    def later(created: str) -> Meeting:
        hours = {"startAt": "2026-03-13T10:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
        return Meeting.model_validate(meeting(1, ADA) | hours | {"createdAt": created})

    desk.directory.meet_meeting(later("2026-03-02T10:00:00Z"))
    await desk.forget()
    desk.directory.meet_meeting(later("2026-03-02T10:00:00Z"))
    assert desk.directory.visitors("lovelace") == []
    desk.directory.meet_meeting(later("2026-03-12T19:00:00Z"))
    assert len(desk.directory.visitors("lovelace")) == 1


async def test_one_without_an_email_is_told_by_name_and_company(desk: Desk) -> None:
    bare = visitor("Adä Lovelace", companyName="Analytical Engines")
    elsewhere = visitor("Adä Lovelace", companyName="Byron")
    desk.meet(bare, elsewhere, ADA)
    await desk.forget(bare)
    assert [one.detail for one in desk.directory.visitors("lovelace")] == ["Byron"]


@pytest.mark.parametrize("kind", [Kind.MEETING, Kind.MAIL, Kind.ARRIVAL])
async def test_it_is_refused_while_something_of_theirs_waits(desk: Desk, kind: Kind) -> None:
    body = {
        Kind.MEETING: sent_meeting(ADA_DRAFT, VisitorDraft(first_name="Charles")),
        Kind.MAIL: {"text": "Adä Lovelace is here."},
        Kind.ARRIVAL: {"visit": "2026-03-12/M-1/V-1", "kind": "check-out"},
    }[kind]
    await desk.put("op1", kind, body, sent=False)
    await desk.write("e1", Person(name="Adä Lovelace", company="Analytical Engines"), "2026-03-12/M-1/V-1")
    await desk.hear("meetings/2026-03-12", meeting(1, ADA))
    desk.meet(ADA)
    with pytest.raises(StillWaiting):
        await desk.forget()
    assert desk.directory.visitors("lovelace")
    assert await desk.heard("meetings/2026-03-12") == [meeting(1, ADA)]
    assert desk.journal_people()[0]["name"] == "Adä Lovelace"
    assert (await desk.people.kept()).forgotten == {}
    await desk.forget(CHARLES | {"lastname": "Somebody"})


async def test_it_is_refused_while_they_are_in_the_building(desk: Desk) -> None:
    ada = Person(name="Adä Lovelace", company="Analytical Engines")
    desk.present = [Present("2026-03-12/M-1/V-1", ada, NOW, Arrival(), "Desk 1")]
    desk.meet(ADA, NAMESAKE)
    with pytest.raises(StillOnSite):
        await desk.forget()
    assert len(desk.directory.visitors("lovelace")) == 2
    await desk.forget(NAMESAKE)
    desk.present = [replace(desk.present[0], person=Person(name="Charles Babbage"))]
    await desk.forget()
    assert desk.directory.visitors("lovelace") == []


async def test_on_other_servers_of_this_desk_too(desk: Desk) -> None:
    other = place_of(desk.database, "https://other.example", "CO-2")
    people, known = People(desk.database, other), Directory(lambda: NOW)
    known.meet_meeting(Meeting.model_validate(meeting(1, ADA)))
    await people.keep(known.news())
    await desk.forget()
    assert b"lovelace" not in desk.bytes()
    await people.keep(known.news())
    assert {row.kind for row in (await people.kept()).rows} == {"user", "host"}
