"""*Forget this visitor* on *Today*: asked for once, and nobody meets them at this desk again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from app.models.entries import EntryKind
from app.store.account import account_of
from app.store.database import FILE_NAME, Database
from app.store.journal import entries_of_kinds
from tests.contacts import answered
from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.arrivals_hands import status_of, take_in_hand, visitors
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.dialog_hands import dialog, no_dialog
from tests.ui.hands import click, column, find, named, says, write
from tests.ui.test_people_pickers import listed
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

ADA = visitor("Ada Lovelace", companyName="Analytical Engines", email="ada@engines.example")
BO = visitor("Bo Berg", companyName="Berg & Søn")


async def open_today(open_desk: OpenDesk, server: FakeServer) -> tuple[DeskApp, TodayPage]:
    """On a server that keeps no arrivals, unless the test says otherwise."""
    server.answers("GET", "/vm/meetings", json=[meeting(1, ADA, BO, createdAt="2026-03-02T10:00:00Z")])
    desk = open_desk()
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    await desk.services.contacts.learn()
    return desk, page


async def ada_came_and_left(page: TodayPage) -> None:
    take_in_hand(page, "Ada")
    click(page, "Check in")
    await eventually(lambda: status_of(page, "Ada Lovelace").startswith("On site 09:42"))
    click(page, "Check out")
    await eventually(lambda: status_of(page, "Ada Lovelace").startswith("Left 09:42"))


async def forget_ada(desk: DeskApp, page: TodayPage, answer: str = "Forget visitor") -> None:
    take_in_hand(page, "Ada")
    await eventually(lambda: named(find(page, "Visit"), "Forget this visitor"))
    click(find(page, "Visit"), "Forget this visitor")
    question = await dialog(desk.window)
    assert says(question, "Forget Ada Lovelace?")
    click(question, answer)
    await no_dialog(desk.window)


def names(page: TodayPage) -> list[str]:
    """Everybody on the list, whatever was searched for."""
    find(page, "Search", QLineEdit).clear()
    return column(visitors(page), "Visitor")


async def offers(desk: DeskApp, typed: str, *people: str) -> None:
    """*New meeting* suggests exactly these."""
    desk.window.go_to("New meeting")
    first_name = find(desk.window, "First name", QLineEdit)
    first_name.clear()
    write(first_name, typed)
    await answered(desk.services.contacts)
    await eventually(lambda: listed() == [*people])
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def kept_of_arrivals(folder: Path) -> list[str]:
    """The names that the desk's file has of those who were checked in."""
    database = Database(folder / FILE_NAME)
    account = account_of(database, "https://api.example.com", "CO-C202")
    entries = database.read_now(lambda connection: entries_of_kinds(connection, account.id, (EntryKind.CHECK_IN,)))
    database.close()
    return [entry.person.name for entry in entries]


async def test_nobody_meets_them_at_this_desk_again(open_desk: OpenDesk, server: FakeServer, tmp_path: Path) -> None:
    desk, page = await open_today(open_desk, server)
    await offers(desk, "love", "Ada Lovelace, Analytical Engines, ada@engines.example")
    desk.window.go_to("Today")
    await ada_came_and_left(page)
    await eventually(lambda: status_of(page, "Ada Lovelace") == "Left 09:42")
    server.answers("GET", "/vm/meetings", status=500)  # what is shown now, this desk knows by itself
    await forget_ada(desk, page)
    await eventually(lambda: says(desk.window.notice, "Forgotten at this desk."))
    await eventually(lambda: names(page) == ["Bo Berg"])
    await offers(desk, "love")
    await offers(desk, "berg", "Bo Berg, Berg & Søn")
    await desk.close()
    assert kept_of_arrivals(tmp_path) == [""]
    again = open_desk()
    today = again.window.page()
    assert isinstance(today, TodayPage)
    assert names(today) == ["Bo Berg"]
    await offers(again, "love")


async def test_a_server_that_still_has_them_names_them_again(open_desk: OpenDesk, server: FakeServer) -> None:
    """The question says so: the desk isn't the one to ask for that."""
    desk, page = await open_today(open_desk, server)
    await forget_ada(desk, page)
    await eventually(lambda: says(desk.window.notice, "Forgotten at this desk."))
    await eventually(lambda: names(page) == ["Ada Lovelace", "Bo Berg"])
    await offers(desk, "love")


async def test_who_was_asked_about_by_mistake_stays(open_desk: OpenDesk, server: FakeServer) -> None:
    desk, page = await open_today(open_desk, server)
    await forget_ada(desk, page, "Cancel")
    assert names(page) == ["Ada Lovelace", "Bo Berg"]
    await offers(desk, "love", "Ada Lovelace, Analytical Engines, ada@engines.example")


async def test_it_is_refused_while_they_are_on_site(open_desk: OpenDesk, server: FakeServer) -> None:
    desk, page = await open_today(open_desk, server)
    take_in_hand(page, "Ada")
    click(page, "Check in")
    await eventually(lambda: status_of(page, "Ada Lovelace") == "On site 09:42")
    await forget_ada(desk, page)
    refusal = "This visitor is on site. Once they are checked out, forget them again."
    await eventually(lambda: desk.window.banner.words == refusal)
    assert names(page) == ["Ada Lovelace", "Bo Berg"]


async def test_it_is_refused_while_something_of_theirs_waits(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/visits/2026-03-12", json={"total": 0, "limit": 100, "visits": []})
    server.is_desk_server = True
    events = "/vm/visits/2026-03-12/M-1/V-ADA%20LOVELACE/events"
    server.answers("POST", events, status=503, headers={"Retry-After": "60"})
    desk, page = await open_today(open_desk, server)
    await ada_came_and_left(page)
    await forget_ada(desk, page)
    refusal = "Something of this visitor's has still to be sent. Once it is sent or discarded, forget them again."
    await eventually(lambda: desk.window.banner.words == refusal)
    assert names(page) == ["Ada Lovelace", "Bo Berg"]
