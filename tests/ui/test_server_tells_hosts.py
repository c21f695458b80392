"""Hosts are told by our own server: every desk shows what became of it, and writes no mail itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView
from sqlalchemy import select

from app.mail.mail_server import MailServer
from app.models.contacts import KnownPerson
from app.models.notices.notice_plan import NoticePlan
from app.server.storage.tables.notices import notices
from tests.post_office import HOST, SENDER, PostOffice, mail_settings
from tests.ui.arrivals_hands import take_in_hand, visitors
from tests.ui.conftest import Clock, eventually
from tests.ui.doors import Doors, all_sent, doors, today
from tests.ui.hands import CTRL, click, click_row, column, find, named, press, row, says
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage
from ui.theme import Theme

SOFIA = "sofia@northgate.example"
AUDIT = {
    "title": "Audit",
    "startAt": "2026-03-12T10:00:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "hostId": "Sofia Marchetti",
    "visitors": [{"firstName": "Ana", "lastName": "Lima"}],
}
GROUP = [{"firstName": name, "lastName": "Nagy"} for name in ("Anna", "Bela", "Csaba")]
WAIT = timedelta(seconds=2)
"""For which an arrival waits for others of its group."""


def listed(id_or_name: str, name: str) -> KnownPerson | None:
    return KnownPerson("", name, email=SOFIA) if name == "Sofia Marchetti" else None


@pytest.fixture
async def house(
    theme: Theme, clock: Clock, tmp_path: Path, qapp: QApplication, office: PostOffice
) -> AsyncIterator[Doors]:
    async def password() -> str:
        return ""

    post, plan = MailServer(mail_settings(office), password), NoticePlan(listed_host=listed)
    async with doors(theme, clock, tmp_path, qapp, mail_server=post, notice_plan=plan) as house:
        await house.server.make("/vm/meetings", AUDIT)
        yield house


async def open_today(house: Doors, name: str, **more: Any) -> tuple[DeskApp, TodayPage]:
    desk = house.open(name, **more)
    page = await today(desk)
    await eventually(lambda: "Ana Lima" in column(find(page, "Visitors", QTableView), "Visitor"))
    await eventually(lambda: desk.services.notices.of_arrivals)
    take_in_hand(page, "Ana Lima")
    return desk, page


def host(page: TodayPage) -> str:
    return row(visitors(page), 0)[3]


def states(house: Doors) -> list[str]:
    """Of the server's notices."""
    with house.server.context.database.reading() as connection:
        return list(connection.scalars(select(notices.c.state)))


async def send(house: Doors, clock: Clock) -> None:
    """The server has heard of the arrival, and time goes on there."""
    await eventually(lambda: "queued" in states(house))
    clock.now += WAIT
    house.server.send_notices()


async def test_both_desks_show_that_the_host_was_told_and_neither_wrote(
    house: Doors, clock: Clock, office: PostOffice
) -> None:
    post = {"smtp_server": HOST, "smtp_port": office.port, "smtp_security": "none", "mail_from": SENDER}
    _, here = await open_today(house, "North door", **post)  # it could mail itself
    _, there = await open_today(house, "South door")
    press(visitors(here), Qt.Key.Key_I, CTRL)
    for page in (here, there):
        await eventually(lambda page=page: host(page) == "Sofia Marchetti, Telling the host")
    await send(house, clock)
    for page in (here, there):
        await eventually(lambda page=page: host(page) == "Sofia Marchetti, Host told 09:42")
    assert office.subjects() == ["Ana Lima has arrived"]
    assert [to for _, to in office.envelopes] == [SOFIA]


async def test_a_refused_message_is_told_again_from_another_desk(
    house: Doors, clock: Clock, office: PostOffice
) -> None:
    office.answers[SOFIA] = "550 5.1.1 No such mailbox"
    _, here = await open_today(house, "North door")
    _, there = await open_today(house, "South door")
    press(visitors(here), Qt.Key.Key_I, CTRL)
    await send(house, clock)
    pane = find(there, "Visit")
    await eventually(lambda: says(pane, "550 5.1.1 No such mailbox. No number is known to call."))
    del office.answers[SOFIA]
    click(pane, "Tell again")
    for page in (here, there):
        await eventually(lambda page=page: host(page) == "Sofia Marchetti, Host told 09:42")
    assert not named(pane, "Tell again")


async def test_who_called_notes_something_and_the_other_desk_reads_it(
    house: Doors, clock: Clock, office: PostOffice
) -> None:
    _, here = await open_today(house, "North door")
    _, there = await open_today(house, "South door")
    press(visitors(here), Qt.Key.Key_I, CTRL)
    await send(house, clock)
    pane = find(here, "Visit")
    await eventually(lambda: named(pane, "I called") and says(pane, "Host told 09:42"))
    find(pane, "Note", QLineEdit).setText("Comes down in five minutes")
    click(pane, "I called")
    for page in (here, there):
        await eventually(lambda page=page: host(page) == "Sofia Marchetti, Host reached 09:42")
        await eventually(lambda page=page: says(find(page, "Visit"), "Comes down in five minutes"))
    assert not named(pane, "I called")


async def test_who_is_called_hears_of_all_of_the_group_who_are_in(
    house: Doors, clock: Clock, office: PostOffice
) -> None:
    await house.server.make("/vm/meetings", AUDIT | {"title": "Tour", "visitors": GROUP})
    desk, here = await open_today(house, "North door")
    take_in_hand(here, "Nagy")
    table, pane = visitors(here), find(here, "Visit")
    await eventually(lambda: column(table, "Visitor") == ["Anna Nagy", "Bela Nagy", "Csaba Nagy"])

    def hosts() -> list[str]:
        return [row(table, number)[3] for number in range(3)]

    telling, alone = "Sofia Marchetti, Telling the host", "Sofia Marchetti"
    for number, so_far in enumerate(([telling, alone, alone], [telling, telling, alone])):
        click_row(table, number)
        press(table, Qt.Key.Key_I, CTRL)
        await eventually(lambda so_far=so_far: hosts() == so_far)
    await eventually(lambda: says(pane, "Bela Nagy") and named(pane, "I called"))
    click(pane, "I called")
    await eventually(lambda: says(desk.window, "Sofia Marchetti knows of 2 visitors."))
    await eventually(lambda: hosts() == [*["Sofia Marchetti, Host reached 09:42"] * 2, alone])


async def test_what_is_typed_of_a_call_outlives_what_becomes_known_meanwhile(
    house: Doors, clock: Clock, office: PostOffice
) -> None:
    _, here = await open_today(house, "North door")
    press(visitors(here), Qt.Key.Key_I, CTRL)
    pane = find(here, "Visit")
    await eventually(lambda: named(pane, "I called"))
    find(pane, "Note", QLineEdit).setText("Comes down")
    await send(house, clock)
    await eventually(lambda: says(pane, "Host told 09:42"))
    assert find(pane, "Note", QLineEdit).text() == "Comes down"
    click(pane, "I called")
    await eventually(lambda: says(pane, "Comes down") and not named(pane, "Note"))


async def test_a_call_is_read_at_other_desks_also_where_nobody_is_mailed(
    theme: Theme, clock: Clock, tmp_path: Path, qapp: QApplication
) -> None:
    async with doors(theme, clock, tmp_path, qapp) as house:
        await house.server.make("/vm/meetings", AUDIT)
        pages = []
        for name in ("North door", "South door"):
            desk = house.open(name)
            pages.append(await today(desk))
            await eventually(lambda page=pages[-1]: "Ana Lima" in column(visitors(page), "Visitor"))
            await eventually(lambda desk=desk: desk.services.notices.mails is False)
            take_in_hand(pages[-1], "Ana Lima")
        here = pages[-1]  # whose window is in front
        press(visitors(here), Qt.Key.Key_I, CTRL)
        pane = find(here, "Visit")
        await eventually(lambda: says(pane, "Host not told") and named(pane, "Note"))
        find(pane, "Note", QLineEdit).setText("Comes down")
        click(pane, "I called")
        for page in pages:
            await eventually(lambda page=page: says(find(page, "Visit"), "Host reached 09:42"))
            assert host(page) == "Sofia Marchetti, Host reached 09:42"
            await eventually(lambda page=page: says(find(page, "Visit"), "Comes down"))


async def test_a_desk_that_is_cut_off_says_so_once_it_is_back(house: Doors, clock: Clock, office: PostOffice) -> None:
    north, here = await open_today(house, "North door")
    house.lines["North door"].up = False
    press(visitors(here), Qt.Key.Key_I, CTRL)
    await eventually(lambda: host(here) == "Sofia Marchetti, Telling the host")
    pane = find(here, "Visit")
    await eventually(lambda: named(pane, "I called"))
    click(pane, "I called")
    await eventually(lambda: host(here) == "Sofia Marchetti, Host reached 09:42")
    house.lines["North door"].up = True
    click(north.window, "Refresh")
    await all_sent(north)
    await eventually(lambda: states(house) == ["overtaken"])
    assert host(here) == "Sofia Marchetti, Host reached 09:42"
    assert office.subjects() == []
