"""What our own server told people, as a desk asks for it; another server is asked nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from app.errors import Unreachable
from app.models.notices.notice import Notice, OfTicket, OfVisitor
from app.models.notices.ways import Ways
from app.services.desk_services import DeskServices, desk_services
from app.services.site import Site
from app.store.account import account_of
from app.store.database import Database
from tests.faults import NOW, FaultyServer, refused
from tests.told import NoPost, tell

MEETING = {
    "title": "Audit",
    "startAt": "2026-03-12T10:00:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "hostId": "Sofia Marchetti",
    "visitors": [{"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example"}],
}
ONLY_EMAIL = Ways(ours=True, email=True, sms=False)
NEITHER = Ways(ours=True, email=False, sms=False)

Open = Callable[[FaultyServer], Awaitable[DeskServices]]


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer(mail_server=NoPost())
    yield server
    server.close()


@pytest.fixture
async def open_at(tmp_path: Path) -> AsyncIterator[Open]:
    """A desk over the same file each time: the next one is the desk after a restart."""
    opened: list[tuple[DeskServices, Database]] = []

    async def open_one(server: FaultyServer) -> DeskServices:
        await close()
        database = Database(tmp_path / "foyer.sqlite3")
        site = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="", clock=lambda: NOW)
        account = account_of(database, "http://desk", "CO-DESK")
        desk = desk_services(database, account, site=site, opener=server.api)
        opened.append((desk, database))
        return desk

    async def close() -> None:
        while opened:
            desk, database = opened.pop()
            await desk.close()
            database.close()

    yield open_one
    await close()


async def test_a_desk_sees_what_a_visitor_was_told(server: FaultyServer, open_at: Open) -> None:
    desk, meeting = await open_at(server), await server.make("/vm/meetings", MEETING)
    (told,) = await server.meetings()
    visitor = told["visitors"][0]["id"]
    of_ana = {"meeting": meeting, "visitor": visitor, "address": "ana@lumen.example"}
    tell(server, **of_ana, subject="Welcome", text="Dear Ana")
    tell(server, "refused", kind="change", said="550 No such mailbox", **of_ana)
    tell(server, **(of_ana | {"visitor": "somebody else"}))
    listed = await desk.notices.of(OfVisitor(meeting, visitor))
    assert [(one.kind, one.state, one.said, one.text) for one in listed.notices] == [
        ("change", "refused", "550 No such mailbox", ""),
        ("invitation", "sent", "", "Dear Ana"),
    ]
    newest, first = listed.notices
    assert (first.at, first.name, first.title) == (NOW.replace(microsecond=0), "Ana Lima", "Audit")
    assert f"{first.starts_at:%H:%M}" == "09:00", "in UTC"
    assert (newest.may_be_sent_again, newest.failed) == (True, True)


async def test_of_what_is_not_sent_the_failed_come_first(open_at: Open) -> None:
    server = FaultyServer()
    ticket = await server.make("/sd/tickets", {"title": "Lift", "notifierId": "Ida Berg"})
    failed = tell(server, "refused", kind="created", ticket=ticket, to_id="?")
    tell(server, "queued", kind="solved", ticket=ticket, to_id="?")
    tell(server, "sent", kind="comment", ticket=ticket, to_id="?")
    desk = await open_at(server)
    assert [one.state for one in (await desk.notices.unsent()).notices] == ["refused", "queued"]
    assert await desk.notices.send_again(failed)
    assert not await desk.notices.send_again(failed), "it waits already"
    assert [one.state for one in (await desk.notices.of(OfTicket(ticket))).notices] == [
        "queued",
        "sent",
        "queued",
        "overtaken",
    ]
    server.close()


async def test_that_the_server_mails_is_kept_in_the_file(server: FaultyServer, open_at: Open) -> None:
    desk = await open_at(server)
    assert desk.notices.ways() == Ways(), "nobody knows yet whose server it is"
    await desk.notices.find_out()
    assert desk.notices.ways() == ONLY_EMAIL
    assert (await open_at(server)).notices.mails is True


async def test_a_server_without_a_mail_server_says_so(open_at: Open) -> None:
    server = FaultyServer()
    desk = await open_at(server)
    await desk.notices.find_out()
    assert desk.notices.ways() == NEITHER
    server.close()


async def test_another_server_is_asked_nothing(open_at: Open) -> None:
    server = FaultyServer(honours_keys=False)
    desk = await open_at(server)
    assert (await desk.notices.of(OfTicket("T-1"))).notices == ()
    assert desk.notices.ways() == Ways()
    assert not [call for call in server.calls if "notices" in call]
    server.close()


async def test_a_server_that_is_away_is_an_error_and_no_empty_list(server: FaultyServer, open_at: Open) -> None:
    desk = await open_at(server)
    await desk.notices.find_out()
    server.get_meets(refused, refused, refused)
    with pytest.raises(Unreachable):
        await desk.notices.of(OfTicket("T-1"))


def test_a_newer_server_may_have_other_kinds_and_states() -> None:
    notice = Notice(id="1", kind="parking", state="held", at=NOW)
    assert (notice.may_be_sent_again, notice.failed) == (False, False)
