"""*Forget this visitor*: nothing of them is left at this desk, not a byte of the file; all others still are."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.api.api import Api
from app.errors import StillOnSite, StillWaiting, Unreachable
from app.models.drafts import MeetingDraft, StoredDraft, VisitorDraft
from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.lists import tickets_list
from app.models.meetings.changes import MeetingChange
from app.models.objects.person import Visitor
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Kind, Write
from app.models.text.identity import digest
from app.models.tickets.change import TicketChange
from app.models.tickets.views import SavedView
from app.services.desk_services import desk_services
from app.services.site import Site
from app.services.upkeep.erasure import Erasure
from app.store.account import account_of
from app.store.database import Database, StoreConnection
from app.store.erasure import PersonalData
from app.store.lists.answers import Answer
from app.store.outbox import Outcome
from tests.meetings import meeting, visitor

NOW = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)
TICKETS = tickets_list(TicketQuery())
ADA = visitor("Adä Lovelace", id="V-1", companyName="Analytical Engines", email="Ada@Engines.example")
CHARLES = visitor("Charles Babbage", companyName="Analytical Engines", email="charles@engines.example")
NAMESAKE = visitor("Adä Lovelace", id="V-3", companyName="Byron", email="ada@byron.example")
ADA_DRAFT = VisitorDraft(first_name="Adä", last_name="Lovelace", email="ada@engines.example")


class Desk:
    def __init__(self, file: Path, server: str = "https://api.example.com") -> None:
        self.file = file
        self.database = Database(file)
        self.account = account_of(self.database, server, "CO-1")
        site = Site(name="", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: NOW)
        services = self._services = desk_services(self.database, self.account, site=site, opener=nobody)
        self.lists, self.outbox, self.drafts = services.lists, services.outbox, services.drafts
        self.contacts, self.views = services.contacts, services.ticket_views
        self._erasure = Erasure(
            personal_data=PersonalData(self.database),
            site=site,
            arrivals=services.arrivals,
            connection=services.connection,
            calls=services.calls,
        )

    async def forget(self, told: dict[str, Any] = ADA) -> None:
        await self._erasure.forget(Visitor.model_validate(told))

    async def meet(self, *visitors: dict[str, Any], day: str = "2026-03-12", **more: Any) -> None:
        """In a meeting of that day, on a list that nothing else is told of."""
        told = meeting(1, *visitors) | {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"} | more
        await self.hear("meetings/2026-04-01", told)
        await self.contacts.learn()
        await self.hear("meetings/2026-04-01")

    async def hear(self, name: str, *items: Any) -> None:
        pieces = tuple(json.dumps(item, ensure_ascii=number % 2 == 0).encode() for number, item in enumerate(items))
        asked, _ = await self.lists.revision_and_digest(name)
        await self.lists.apply(Answer(name, asked, pieces, b"", NOW, DAY, len(pieces)))

    async def heard(self, name: str) -> list[Any]:
        """The items of the list as the file has them."""

        def read(connection: StoreConnection) -> tuple[int, list[Any]]:
            of_list = "from list where place = ? and name = ?"
            (total,) = connection.execute(f"select total {of_list}", (self.account.id, name)).fetchone()
            bodies = connection.execute(
                f"select body from item where list = (select id {of_list}) order by position", (self.account.id, name)
            )
            return total, [json.loads(body) for (body,) in bodies]

        total, items = await self.database.read(read)
        assert total == len(items)
        return items

    async def visitors(self) -> list[str]:
        """Who stands on today's list."""
        found = await self.lists.day(DAY)
        assert found is not None
        return [row.name for row in found.visits]

    async def names(self, typed: str) -> list[str]:
        return [one.name for one in await self.contacts.visitors(typed)]

    async def details(self, typed: str) -> list[str]:
        return [one.detail for one in await self.contacts.visitors(typed)]

    async def put(self, operation: str, kind: Kind, body: dict[str, Any], *, sent: bool) -> None:
        await self.outbox.put([Write(operation, kind, body)], NOW)
        if sent:
            piece = made_of(operation, body) if kind is Kind.MEETING else b""
            await self.outbox.set_sending(operation, NOW)
            await self.outbox.set_sent(operation, NOW, Outcome(f"made-{operation}", piece))

    def bodies(self) -> list[Any]:
        rows = self.database.read_now(lambda connection: connection.execute("select body from outbox").fetchall())
        return [json.loads(body) for (body,) in rows]

    async def write(self, entry: str, person: VisitorSnapshot, visit: str, *kinds: EntryKind) -> None:
        """Without `kinds`: that they came and left."""
        entries = [
            Entry(f"{entry}-{kind.value}", kind, visit, NOW, "Desk 1", person)
            for kind in kinds or (EntryKind.CHECK_IN, EntryKind.CHECK_OUT)
        ]
        await self.outbox.put((), NOW, entries=entries)

    def journal_people(self) -> list[Any]:
        """Whom each visit of the journal is about, which all of its entries say."""
        rows = self.database.read_now(
            lambda connection: connection.execute("select visit, person from journal order by position").fetchall()
        )
        people = dict(rows)
        assert set(rows) == set(people.items())
        return [json.loads(person) for person in people.values()]

    def bytes(self) -> bytes:
        """Everything that the disk holds of the store, folded as far as that needs no decoding."""
        parts = [part.read_bytes() for part in self.file.parent.iterdir() if part.name.startswith(self.file.name)]
        return b"".join(parts).lower()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "foyer.sqlite3")
    yield desk
    desk.database.close()


async def nobody() -> Api:
    raise Unreachable("no server is asked here")


def sent_meeting(*visitors: VisitorDraft) -> dict[str, Any]:
    """Of yesterday."""
    title, at = ", ".join(one.name for one in visitors), NOW - timedelta(days=1)
    return MeetingDraft(title=title, host_id="US-1", start_at=at, end_at=at, visitors=visitors).body()


def made_of(operation: str, body: dict[str, Any]) -> bytes:
    """What a server answers to it."""
    visitors = [
        {"id": f"V-{number}", "firstname": one["firstName"], "lastname": one["lastName"], "email": one["email"]}
        for number, one in enumerate(body["visitors"])
    ]
    told = {key: body[key] for key in ("title", "startAt", "endAt")}
    return json.dumps(told | {"id": f"made-{operation}", "visitors": visitors}).encode()


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
    await desk.hear(TICKETS, {"id": "T-1", "title": "Adä Lovelace lost her hat", "notifier": {"firstname": "Sofia"}})
    await desk.put("op1", Kind.MEETING, sent_meeting(ADA_DRAFT), sent=True)
    await desk.put("op2", Kind.MEETING, sent_meeting(ADA_DRAFT, VisitorDraft(first_name="Charles")), sent=True)
    await desk.put("op3", Kind.MAIL, {"to": "sofia@x.example", "text": "Adä Lovelace is here."}, sent=True)
    await desk.put("op4", Kind.TICKET_COMMENT, comment("Adä Lovelace saw it"), sent=True)
    await desk.put("op5", Kind.TICKET_CHANGE, ticket_change("Adä Lovelace’s hat"), sent=True)
    await desk.put("op6", Kind.TICKET_ATTACHMENT, attachment("Adä Lovelace.jpg"), sent=True)
    await desk.views.keep(SavedView("Of Adä Lovelace", TicketQuery()))
    await desk.views.keep(SavedView("Hats", TicketQuery(q="adä lovelace")))
    for name in ("one", "two"):
        await desk.drafts.keep(StoredDraft("meeting", name, {"title": "", "visitors": [ADA_DRAFT.body()]}))
    await desk.drafts.keep(
        StoredDraft("meeting", "two", {"title": "T", "visitors": [ADA_DRAFT.body(), {"firstName": "Charles"}]})
    )
    await desk.write(
        "e1",
        VisitorSnapshot(name="Adä Lovelace", company="Analytical Engines", meeting="Adä Lovelace"),
        "2026-03-12/1/V-1",
    )
    await desk.write(
        "e2", VisitorSnapshot(name="Charles Babbage", meeting="Adä Lovelace, Charles Babbage"), "2026-03-12/1/V-2"
    )
    await desk.meet(ADA, CHARLES)
    assert await desk.visitors() == ["Adä Lovelace", "Adä Lovelace", "Charles Babbage"]
    assert desk.bytes().count(b"lovelace") > 10

    await desk.forget()

    for trace in (b"lovelace", "adä".encode(), b"ad\\u00e4", b"ada@engines.example"):
        assert desk.bytes().count(trace) == 0
    (left,) = await desk.heard("meetings/2026-03-12")
    assert (left["title"], [one["lastname"] for one in left["visitors"]]) == ("Forgotten visitor", ["Babbage"])
    assert await desk.visitors() == ["Charles Babbage"]
    (made,) = await desk.heard("meetings/2026-03-11")
    assert (made["id"], [one["firstname"] for one in made["visitors"]]) == ("made-op2", ["Charles"])
    assert await desk.heard("visits/2026-03-12") == [{"visitor": CHARLES}]
    (ticket,) = await desk.heard(TICKETS)
    assert ticket["title"] == "Forgotten visitor lost her hat"
    assert desk.bodies()[0] == {}
    assert [one["firstName"] for one in desk.bodies()[1]["visitors"]] == ["Charles"]
    assert desk.bodies()[2] == {"to": "sofia@x.example", "text": "Forgotten visitor is here."}
    assert desk.bodies()[3]["text"] == "Forgotten visitor saw it"
    assert [view.query.q for view in await desk.views.own()] == ["Forgotten visitor"]
    assert await desk.outbox.made(Kind.MEETING) == {"made-op1", "made-op2"}
    assert [(draft.name, draft.body["visitors"]) for draft in desk.drafts.stored_now("meeting")] == [
        ("two", [{"firstName": "Charles"}])
    ]
    first, second = desk.journal_people()
    assert first == {}
    assert (second["name"], second["meeting"]) == ("Charles Babbage", "Forgotten visitor, Charles Babbage")
    assert await desk.names("lovelace") == []
    assert await desk.names("babbage") == ["Charles Babbage"]
    assert [one.name for one in await desk.contacts.hosts("")] == ["Sofia Marchetti"]


async def test_a_namesake_and_a_host_of_the_same_name_stay(desk: Desk) -> None:
    host = {"object": "user", "id": "US-9", "firstname": "Adä", "lastname": "Lovelace"}
    both = meeting(1, ADA, NAMESAKE, host=host)
    await desk.hear("meetings/2026-03-12", both)
    await desk.meet(ADA, NAMESAKE)
    await desk.write("e1", VisitorSnapshot(name="Adä Lovelace", company="Byron"), "2026-03-12/1/V-3")
    await desk.forget()
    assert await desk.heard("meetings/2026-03-12") == [both | {"visitors": [NAMESAKE]}]
    assert await desk.details("lovelace") == ["Byron"]
    assert [person["name"] for person in desk.journal_people()] == ["Adä Lovelace"]


async def test_lists_of_before_teach_nobody_of_them_again_a_newer_meeting_does(desk: Desk) -> None:
    await desk.meet(ADA)
    await desk.hear("meetings/2026-03-12", meeting(1, ADA))  # not learnt from yet
    await desk.forget()
    await desk.contacts.learn()
    assert await desk.names("lovelace") == []
    for again in (ADA, {key: value for key, value in ADA.items() if key != "email"}):
        await desk.meet(again, day="2026-03-10")
        await desk.hear("meetings/2026-03-12", meeting(1, again))
        await desk.contacts.learn()
        assert await desk.names("lovelace") == []
    assert await desk.contacts.users()
    await desk.meet(ADA, day="2026-03-13")
    assert len(await desk.names("lovelace")) == 1


async def test_one_who_is_forgotten_before_they_came_isn_t_known_again_by_that_meeting(desk: Desk) -> None:
    before, after = "2026-03-02T10:00:00Z", "2026-03-12T19:00:00Z"
    await desk.meet(ADA, day="2026-03-13", createdAt=before)
    assert len(await desk.names("lovelace")) == 1
    await desk.forget()
    await desk.meet(ADA, day="2026-03-13", createdAt=before)
    assert await desk.names("lovelace") == []
    await desk.meet(ADA, day="2026-03-13", createdAt=after)
    assert len(await desk.names("lovelace")) == 1


async def test_two_people_who_read_one_mailbox_are_two(desk: Desk) -> None:
    bo = visitor("Bo Ek", id="V-4", companyName="Analytical Engines", email="ada@engines.example")
    await desk.meet(ADA, bo)
    await desk.hear("meetings/2026-03-12", meeting(1, ADA, bo))
    assert sorted(await desk.names("a")) == ["Adä Lovelace", "Bo Ek"]
    await desk.forget()
    assert await desk.names("a") == ["Bo Ek"]
    assert await desk.visitors() == ["Bo Ek"]
    await desk.meet(ADA, bo)
    assert await desk.names("a") == ["Bo Ek"]


@pytest.mark.parametrize("name", ["A. Lovelace", "Lovelace", "LOVELACE Ada", "Ada M. Lovelace", ""])
async def test_the_same_mailbox_and_another_way_to_write_the_name_is_one_person(desk: Desk, name: str) -> None:
    await desk.hear("meetings/2026-03-12", meeting(1, CHARLES, visitor(name, email="ada@engines.example")))
    await desk.forget()
    assert await desk.visitors() == ["Charles Babbage"]


@pytest.mark.parametrize("key", ["ada@engines.example", "adä lovelace\nanalytical engines"])
async def test_who_an_earlier_foyer_forgot_stays_forgotten(desk: Desk, key: str) -> None:
    """It knew them by another key, of which no more than the digest is left."""
    key = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    desk.database.write_now(
        lambda connection: connection.execute(
            "insert into forgotten (place, digest, at) values (1, ?, ?)", (digest(key), NOW.isoformat())
        )
    )
    await desk.meet(ADA, CHARLES)
    assert await desk.names("engines") == ["Charles Babbage"]


async def test_one_without_an_email_is_told_by_name_and_company(desk: Desk) -> None:
    bare = visitor("Adä Lovelace", companyName="Analytical Engines")
    elsewhere = visitor("Adä Lovelace", companyName="Byron")
    await desk.meet(bare, elsewhere, ADA)
    await desk.forget(bare)
    assert await desk.details("lovelace") == ["Byron"]


def comment(text: str) -> dict[str, Any]:
    return {"ticket": "T-1", "title": "Hat lost", "text": text, "internal": True, "fromRequester": False}


def ticket_change(title: str) -> dict[str, Any]:
    return TicketChange("T-1", title, {"title": title}, {"title": "Hat found"}).body()


def attachment(name: str) -> dict[str, Any]:
    return {"ticket": "T-1", "title": "Hat lost", "name": name, "digest": "d" * 64, "size": 9}


def change_of(base: dict[str, Any]) -> dict[str, Any]:
    """The body of an operation that takes this meeting back."""
    return MeetingChange(meeting="M-1", title="Audit", base=base, wanted=None).body()


async def test_of_a_change_that_was_sent_nothing_is_left(desk: Desk) -> None:
    await desk.put("op1", Kind.MEETING_CHANGE, change_of(sent_meeting(ADA_DRAFT)), sent=True)
    await desk.forget()
    assert "lovelace" not in str(desk.bytes()).lower()


@pytest.mark.parametrize(
    "kind", [Kind.MEETING, Kind.MEETING_CHANGE, Kind.MAIL, Kind.ARRIVAL, Kind.TICKET_CHANGE, Kind.TICKET_ATTACHMENT]
)
async def test_it_is_refused_while_something_of_theirs_waits(desk: Desk, kind: Kind) -> None:
    body = {
        Kind.MEETING: sent_meeting(ADA_DRAFT, VisitorDraft(first_name="Charles")),
        Kind.MEETING_CHANGE: change_of(sent_meeting(ADA_DRAFT, VisitorDraft(first_name="Charles"))),
        Kind.MAIL: {"text": "Adä Lovelace is here."},
        Kind.TICKET_CHANGE: ticket_change("Adä Lovelace’s hat"),
        Kind.TICKET_ATTACHMENT: attachment("Adä Lovelace.jpg"),
        Kind.ARRIVAL: {"visit": "2026-03-12/M-1/V-1", "kind": "check-out"},
    }[kind]
    await desk.put("op1", kind, body, sent=False)
    await desk.write("e1", VisitorSnapshot(name="Adä Lovelace", company="Analytical Engines"), "2026-03-12/M-1/V-1")
    await desk.hear("meetings/2026-03-12", meeting(1, ADA))
    await desk.meet(ADA)
    with pytest.raises(StillWaiting):
        await desk.forget()
    assert await desk.names("lovelace")
    assert await desk.heard("meetings/2026-03-12") == [meeting(1, ADA)]
    assert desk.journal_people()[0]["name"] == "Adä Lovelace"
    await desk.meet(ADA)
    assert len(await desk.names("lovelace")) == 1
    await desk.forget(CHARLES | {"lastname": "Somebody"})


async def test_it_is_refused_while_they_are_in_the_building(desk: Desk) -> None:
    ada = VisitorSnapshot(name="Adä Lovelace", company="Analytical Engines")
    await desk.write("e1", ada, "2026-03-12/M-1/V-1", EntryKind.CHECK_IN)
    await desk.meet(ADA, NAMESAKE)
    with pytest.raises(StillOnSite):
        await desk.forget()
    assert len(await desk.names("lovelace")) == 2
    await desk.forget(NAMESAKE)
    await desk.write("e2", ada, "2026-03-12/M-1/V-1", EntryKind.CHECK_OUT)
    await desk.write("e3", VisitorSnapshot(name="Charles Babbage"), "2026-03-12/M-1/V-2", EntryKind.CHECK_IN)
    await desk.forget()
    assert await desk.names("lovelace") == []


async def test_on_other_servers_of_this_desk_too(tmp_path: Path) -> None:
    other = Desk(tmp_path / "foyer.sqlite3", "https://other.example")
    await other.meet(ADA)
    other.database.close()
    desk = Desk(tmp_path / "foyer.sqlite3")
    await desk.forget()
    assert b"lovelace" not in desk.bytes()
    desk.database.close()
    other = Desk(tmp_path / "foyer.sqlite3", "https://other.example")
    await other.meet(ADA)
    assert await other.names("lovelace") == []
    assert await other.contacts.users()
    other.database.close()
