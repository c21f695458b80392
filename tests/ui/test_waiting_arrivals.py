"""*Waiting changes*: arrivals that the server doesn't have, and mails that tell of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.services.site import Site
from tests.fake_server import FakeServer
from tests.meetings import SOFIA, meeting, visitor
from tests.post_office import PostOffice
from tests.ui.conftest import eventually
from tests.ui.hands import click, named, row
from tests.ui.waiting_desk import MEETINGS, NO_NETWORK, WaitingDesk
from ui.theme import Theme

EVENTS = "/vm/visits/2026-03-12/M-1/V-1/events"
SOFIA_MAIL = "sofia@northgate.example"
LUNCH = meeting(1, visitor("Ana Lima", id="V-1", companyName="Lima & Filhos")) | {"title": "Board lunch"}


@pytest.fixture
async def desk(
    tmp_path: Path, server: FakeServer, site: Site, theme: Theme, office: PostOffice
) -> AsyncIterator[WaitingDesk]:
    server.is_desk_server = True
    desk = WaitingDesk(tmp_path, server, site, theme, office=office)
    yield desk
    await desk.close()


async def check_in(desk: WaitingDesk, site: Site, *, mail: bool = False) -> None:
    host = SOFIA | ({"email": SOFIA_MAIL} if mail else {})
    desk.server.answers("GET", MEETINGS, json=[LUNCH | {"host": host}])
    await desk.services.day.refresh(site.today())
    found = await desk.services.day.rows(site.today())
    assert found is not None
    await desk.arrivals.check_in(found.visits)


async def test_an_arrival_that_waits_says_whose_it_is(desk: WaitingDesk, site: Site, server: FakeServer) -> None:
    server.answers("POST", EVENTS, error=NO_NETWORK)
    server.answers("GET", "/vm/notices", error=NO_NETWORK)
    await check_in(desk, site)
    desk.start()
    await desk.rests()
    await desk.show()
    assert row(desk.table, 0) == (
        "09:42",
        "Ana Lima has arrived, Arrival",
        "Sofia Marchetti, Today, 09:42",
        "Waiting to be sent",
    )
    told = desk.pane()
    for words in ("This arrival waits to be sent", "Lima & Filhos", "Board lunch", "The server doesn't answer"):
        assert words in told
    assert not named(desk.window, "Edit and resend")
    assert not named(desk.window, "Send again")
    assert desk.can("Try now")


async def test_a_refused_arrival_is_sent_again_as_it_is(desk: WaitingDesk, site: Site, server: FakeServer) -> None:
    server.answers("POST", EVENTS, status=400, json={"error": "The day is over"})
    await check_in(desk, site)
    desk.start()
    await desk.until("rejected")
    await desk.show()
    told = desk.pane()
    for words in ("The server refused this arrival", "It stands at this desk all the same", "The day is over"):
        assert words in told
    server.answers("POST", EVENTS, json={"object": "visit", "id": "2026-03-12/M-1/V-1"})
    click(desk.window, "Send again")
    await eventually(lambda: desk.reads("Nothing waits"))


async def test_a_discarded_arrival_stays_at_this_desk(desk: WaitingDesk, site: Site) -> None:
    await check_in(desk, site)
    await desk.show()
    click(desk.window, "Discard")
    assert desk.reads("It stays as it is at this desk; the server and the other desks won't hear of it.")
    click(desk.window, "Discard for good")
    await eventually(lambda: desk.reads("Nothing waits"))
    assert [one.person.name for one in (await desk.arrivals.on_site()).present] == ["Ana Lima"]


async def test_a_server_without_arrivals_is_said(desk: WaitingDesk, site: Site, server: FakeServer) -> None:
    server.is_desk_server = False
    await check_in(desk, site)
    desk.start()
    await desk.until()
    await desk.show()
    assert desk.reads("This server keeps no arrivals: who came and left is known at this desk alone.")


async def test_a_mail_that_waits_says_for_what(desk: WaitingDesk, site: Site, office: PostOffice) -> None:
    await office.close()
    await check_in(desk, site, mail=True)
    desk.mail()
    await desk.rests()
    await desk.show()
    desk.table.selectRow(1)
    assert row(desk.table, 1) == (
        "09:42",
        "Ana Lima has arrived, Mail",
        "Sofia Marchetti, Today, 09:42",
        "Waiting to be sent",
    )
    assert desk.reads("Mails wait: The mail server can't be reached.")
    told = desk.pane()
    for words in ("This mail waits to be sent", SOFIA_MAIL, "Until it is sent, nobody is told by it."):
        assert words in told
    await office.open()
    click(desk.window, "Try now")
    await eventually(lambda: office.subjects() == ["Ana Lima has arrived"])
    await desk.until("waiting")
    await eventually(lambda: not desk.reads("Mails wait"))


async def test_a_sign_in_that_the_mail_server_wants_is_said_in_plain_words(
    desk: WaitingDesk, site: Site, office: PostOffice
) -> None:
    office.signed_in = True
    await check_in(desk, site, mail=True)
    desk.mail()
    await desk.rests()
    await desk.show()
    assert desk.reads("Mails wait: The mail server asks for a user and a password: 530 5.7.0 Authentication required.")


async def test_a_refused_mail_is_told_in_the_mail_servers_words_and_sent_again(
    desk: WaitingDesk, site: Site, office: PostOffice
) -> None:
    office.answers[SOFIA_MAIL] = "550 5.1.1 No such mailbox"
    await check_in(desk, site, mail=True)
    desk.mail()
    await desk.until("waiting", "rejected")
    await desk.show()
    desk.table.selectRow(1)
    told = desk.pane()
    for words in ("The mail server refused this mail", "Nobody was told by it.", "5.1.1 No such mailbox", "550"):
        assert words in told
    office.answers.clear()
    click(desk.window, "Send again")
    await eventually(lambda: office.subjects() == ["Ana Lima has arrived"])
    await desk.until("waiting")


async def test_a_mail_of_which_nobody_knows_whether_it_was_taken_is_told(
    desk: WaitingDesk, site: Site, office: PostOffice
) -> None:
    office.hangs_up = True
    desk.server.answers("POST", EVENTS, json={"object": "visit", "id": "2026-03-12/M-1/V-1"})
    await check_in(desk, site, mail=True)
    desk.skip_rests()
    desk.start()
    desk.mail()
    await desk.until("unclear")
    await desk.show()
    told = desk.pane()
    for words in (
        "Nobody knows whether the mail server took this mail",
        "It was sent twice, as the same mail. Tell them yourself, or send it again.",
        "The mail server got the whole mail, and did not say whether it took it.",
    ):
        assert words in told
    office.hangs_up = False
    click(desk.window, "Send again")
    await eventually(lambda: desk.reads("Nothing waits"))
    assert len(office.mails) == 3
