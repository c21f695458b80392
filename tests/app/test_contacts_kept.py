"""Whom the desk met is known after a restart, no longer than things are kept, and whatever became of the file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.models.lists import PEOPLE, TICKETS, WAITING, Change, day_list
from app.models.operations import Kind, Write
from app.services.site import Site
from app.services.upkeep.retention import Retention
from app.store import schema
from app.store.given.signatures import Signatures
from app.store.given.visitor_answers import VisitorAnswers
from app.store.lists.contacts_met import AT_ONCE
from app.store.outbox import Outbox
from app.store.rescue.older_files import fold_people, index_people
from tests.app.contacts_desk import DAY, NOW, ContactsDesk
from tests.meetings import JONAS, SOFIA, meeting, visitor

ADA = visitor("Ada Lovelace", companyName="Analytical Engines", email="ada@engines.example")
TICKET = {"object": "ticket", "id": "T-1", "supplier": {"id": "SP-1", "name": "Otis", "phone": "+32 2 1"}}

Restart = Callable[[], ContactsDesk]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Restart]:
    """A desk over the same file each time: the second is the first after a restart."""
    desks: list[ContactsDesk] = []

    def one() -> ContactsDesk:
        if desks:
            desks[-1].database.close()
        desks.append(ContactsDesk(tmp_path / "foyer.sqlite3"))
        return desks[-1]

    yield one
    await desks[-1].close()


def on(day: str, *visitors: str | dict[str, Any], **more: Any) -> dict[str, Any]:
    return meeting(1, *visitors, **more) | {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"}


def met_at(desk: ContactsDesk) -> dict[str, str]:
    return desk.database.read_now(lambda connection: dict(connection.execute("select key, met_at from person")))


async def test_hosts_suppliers_and_visitors_are_known_after_a_restart(start: Restart) -> None:
    desk = start()
    await desk.hear(meeting(1, ADA | {"mobile": "+32 470 12 34 56", "language": "fr"}))
    await desk.hear(TICKET, name="tickets?page=1", day=None)

    async def known(desk: ContactsDesk) -> tuple[object, ...]:
        people = desk.contacts
        return await people.visitors("ada"), await people.users(), await people.hosts(""), await people.suppliers()

    before = await known(desk)
    assert all(before)
    assert await known(start()) == before


async def test_what_was_heard_before_a_crash_is_learnt_after_it(start: Restart) -> None:
    await start().apply(meeting(1, ADA))
    desk = start()
    assert await desk.contacts.visitors("ada") == ()
    await desk.contacts.learn()
    assert len(await desk.contacts.visitors("ada")) == 1


async def test_each_item_is_learnt_from_once_and_few_at_a_time(start: Restart) -> None:
    desk = start()
    names = [f"Ada {chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(AT_ONCE + 1)]
    await desk.apply(*(meeting(number, name) for number, name in enumerate(names)))
    assert await desk.lists.learn()
    assert len(await desk.contacts.visitors("", 1000)) == AT_ONCE
    assert await desk.lists.learn()
    assert len(await desk.contacts.visitors("", 1000)) == AT_ONCE + 1
    assert not await desk.lists.learn()
    await desk.hear(*(meeting(number, name) for number, name in enumerate(names)))
    assert not await desk.lists.learn()


async def test_the_latest_word_counts_and_the_latest_meeting_says_when(start: Restart) -> None:
    desk = start()
    await desk.hear(on("2026-03-20", ADA), name="meetings/2026-03-20", day=date(2026, 3, 20))
    await desk.hear(on("2026-03-11", ADA | {"companyName": "Engines Ltd"}))
    assert (await desk.contacts.visitors("ada"))[0].detail == "Engines Ltd"
    assert met_at(desk)["ada@engines.example\nada lovelace"] == "2026-03-20T09:00:00.000000+00:00"


async def test_only_news_of_people_are_told(start: Restart) -> None:
    desk = start()
    changes: list[Change] = []
    desk.lists.on_change(changes.append)
    await desk.hear(meeting(1, ADA))
    assert sum(change.of(PEOPLE) for change in changes) == 1
    changes.clear()
    await desk.hear(meeting(1, ADA), meeting(2, ADA))
    assert not any(change.of(PEOPLE) for change in changes)
    await desk.hear(meeting(1, ADA | {"companyName": "Engines Ltd"}))
    assert sum(change.of(PEOPLE) for change in changes) == 1


async def test_what_waits_says_the_name_as_soon_as_it_is_known(start: Restart) -> None:
    desk = start()
    desk.lists.settle("Europe/Brussels", timedelta(minutes=15))
    body = {
        "title": "Audit",
        "startAt": "2026-03-12T12:00:00+01:00",
        "endAt": "2026-03-12T13:00:00+01:00",
        "hostId": SOFIA["id"],
        "userIds": [JONAS["id"]],
        "visitors": [{"firstName": "Ana", "lastName": "Lima"}],
    }
    ticket = {"title": "Broken lift", "notifierId": JONAS["id"], "supplierId": "SP-1"}
    outbox = Outbox(desk.database, desk.account)
    await outbox.put([Write("op1", Kind.MEETING, body), Write("op2", Kind.TICKET, ticket)], NOW)
    day = await desk.lists.day(DAY)
    assert day
    assert [row.host for row in day.visits] == [SOFIA["id"]]
    changes: list[Change] = []
    desk.lists.on_change(changes.append)
    await desk.hear(on("2026-03-01", users=[JONAS]), name="meetings/2026-03-01", day=date(2026, 3, 1))
    assert {*changes[-1].lists} == {PEOPLE, WAITING, TICKETS, day_list(DAY)}
    after = await desk.lists.day(DAY, day)
    assert after
    assert [row.host for row in after.visits] == ["Sofia Marchetti"]
    whole = await desk.lists.whole(after.visits[0])
    assert (whole.named.user(SOFIA["id"]), whole.named.user("US-NEW1")) == ("Sofia Marchetti", "US-NEW1")
    assert (await desk.lists.waiting()).named.user(JONAS["id"]) == "Jonas Weber"
    await desk.hear(TICKET, name="tickets?page=1", day=None)
    assert (await desk.lists.waiting()).named.supplier("SP-1") == "Otis"


async def test_what_a_single_ticket_says_teaches_too(start: Restart) -> None:
    desk = start()
    await desk.lists.keep_whole_ticket("T-1", b"{}", b'{"id": "T-1", "agent": {"id": "US-1", "firstname": "Jo"}}', NOW)
    await desk.contacts.learn()
    assert [one.name for one in await desk.contacts.users("jo")] == ["Jo"]


async def test_the_daily_tidying_forgets_those_whose_time_is_over(start: Restart) -> None:
    desk = start()
    await desk.hear(on("2026-02-20", ADA), on("2026-02-08", "Charles Babbage"))
    await Retention(
        lists=desk.lists,
        outbox=Outbox(desk.database, desk.account),
        signatures=Signatures(desk.database, desk.account),
        visitor_answers=VisitorAnswers(desk.database, desk.account),
        site=Site(name="", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: NOW),
        logs=desk.database.file.parent,
        retention=timedelta(days=30),
    ).tidy()
    assert [one.name for one in await desk.contacts.visitors("a")] == ["Ada Lovelace"]
    assert met_at(desk).keys() == {"ada@engines.example\nada lovelace", "US-G606"}


@pytest.mark.parametrize("told", ["{", "[]", "null", '{"firstName": 5}', '{"id": "x"}', b"\xff\xfe", b""])
@pytest.mark.parametrize("kind", ["user", "visitor"])
async def test_a_damaged_row_costs_nobody_else(start: Restart, told: str | bytes, kind: str) -> None:
    desk = start()
    await desk.hear(meeting(1, ADA, host=SOFIA | {"firstname": "Adalina"}))
    desk.database.write_now(
        lambda connection: connection.execute(
            "insert into person (place, kind, key, told, met_at, line, whole)"
            " values (1, ?, 'damaged', cast(? as text), ?, ' ada\n', 'ada')",
            (kind, told, "2026-03-12T09:00:00+00:00"),
        )
    )
    assert [one.name for one in await desk.contacts.visitors("ada")] == ["Ada Lovelace"]
    assert [one.name for one in await desk.contacts.users("ada")] == ["Adalina Marchetti"]
    assert await desk.contacts.user("damaged") is None


async def test_each_server_has_its_own_people(start: Restart, tmp_path: Path) -> None:
    desk = start()
    await desk.hear(meeting(1, ADA))
    await desk.close()
    other = ContactsDesk(tmp_path / "foyer.sqlite3", "https://other.example")
    assert await other.contacts.users() == ()
    await other.close()


def as_before(desk: ContactsDesk, monkeypatch: pytest.MonkeyPatch, step: schema.Step, *changes: str) -> None:
    """Makes of the file what it was before that step. No step behind those of people is taken once more: the file has
    what these bring."""

    def change(connection: Any) -> None:
        for one in changes:
            connection.execute(one)
        connection.execute(f"pragma user_version = {schema.STEPS.index(step)}")

    desk.database.write_now(change)
    monkeypatch.setattr(schema, "STEPS", schema.STEPS[: schema.STEPS.index(fold_people) + 1])


async def test_what_an_older_file_knew_is_found(start: Restart, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows had nothing that a search looks at."""
    desk = start()
    await desk.hear(meeting(1, ADA))
    as_before(
        desk,
        monkeypatch,
        index_people,
        "update person set line = '', whole = ''",
        "insert into person (place, kind, key, told, met_at) values (1, 'other', 'x', '{}', '')",
    )
    assert await desk.contacts.visitors("ada") == ()
    desk = start()
    assert [one.name for one in await desk.contacts.visitors("ada")] == ["Ada Lovelace"]
    assert [one.name for one in await desk.contacts.hosts("sm")] == ["Sofia Marchetti"]
    assert met_at(desk).keys() == {"ada@engines.example\nada lovelace", "US-G606"}


async def test_people_of_a_file_that_was_folded_otherwise_are_found_and_met_once(
    start: Restart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ð stayed ð, and who had an email address was known by that alone."""
    desk = start()
    gudrun, ada = visitor("Guðrún O’Rell", companyName="Alþingi"), ADA
    await desk.hear(meeting(1, gudrun, ada))
    as_before(
        desk,
        monkeypatch,
        fold_people,
        "update person set line = ' guðrun o’rell\n', whole = ''",
        "update person set key = 'ada@engines.example' where key like 'ada@%'",
        "update person set key = 'guðrun o’rell\nalthingi' where key like 'gudrun%'",
    )
    desk = start()
    assert [one.name for one in await desk.contacts.visitors("gudrun o'rell")] == ["Guðrún O’Rell"]
    await desk.hear(meeting(2, gudrun, ada))
    assert met_at(desk).keys() == {"gudrun o'rell\nalthingi", "ada@engines.example\nada lovelace", "US-G606"}
