"""*Send tomorrow's list* at a desk on its own server: said in Settings, mailed by that server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

from app.settings import load
from tests.fake_server import FakeServer
from tests.post_office import HOST, SENDER, PostOffice, mail_settings
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, column, find, named, says
from tests.ui.settings_desk import complaint, fill, open_settings
from ui.shell.screens import TODAY

BOSS = "boss@northgate.example"


async def test_a_desk_that_opens_after_its_time_mails_it_then(
    open_desk: OpenDesk, clock: Clock, office: PostOffice
) -> None:
    clock.now = datetime(2026, 3, 12, 16, 30, tzinfo=UTC)
    site = {"time_zone": "Europe/Brussels", "site_name": "Northgate House"}
    open_desk(mail_settings(office, tomorrow_list_to=BOSS, tomorrow_list_when_nobody=True, **site), over=None)
    await eventually(lambda: office.mails)
    assert office.subjects() == ["Northgate House: no visitors on Friday 13 March 2026"]
    assert [to for _, to in office.envelopes] == [BOSS]


async def test_a_mail_that_was_refused_is_told_at_the_desk_and_in_settings(
    open_desk: OpenDesk, clock: Clock, office: PostOffice
) -> None:
    clock.now = datetime(2026, 3, 12, 16, 30, tzinfo=UTC)
    office.answers[BOSS] = "550 5.1.1 No such user"
    site = {"time_zone": "Europe/Brussels", "site_name": "Northgate House"}
    told = mail_settings(office, tomorrow_list_to=BOSS, tomorrow_list_when_nobody=True, **site)
    desk = open_desk(told, over=None)
    words = f"The list of 13 March 2026 was not sent to {BOSS} at 17:30. 550 5.1.1 No such user."
    await eventually(lambda: desk.window.banner.words == words)
    desk.window.go_to("Settings")
    assert says(desk.window.page(), words)
    desk.window.go_to("Waiting changes")
    await eventually(lambda: named(desk.window, "Notices"))
    find(desk.window, "Notices").click()
    await eventually(lambda: named(desk.window, "Notices", QTableView))
    table = find(desk.window, "Notices", QTableView)
    assert [column(table, name) for name in ("Notice", "For", "State")] == [["Tomorrow's list"], [BOSS], ["Not sent"]]
    assert says(desk.window, "13 March 2026")
    office.answers.clear()
    click(desk.window, "Send again")
    await eventually(lambda: office.mails)
    await eventually(lambda: not desk.window.banner.words)
    await eventually(lambda: not named(desk.window, "Notices", QTableView))


async def test_the_day_that_a_list_is_of_is_shown_on_today(
    open_desk: OpenDesk, clock: Clock, office: PostOffice
) -> None:
    clock.now = datetime(2026, 3, 12, 16, 30, tzinfo=UTC)
    office.answers[BOSS] = "450 4.2.0 Greylisted"
    told = mail_settings(office, tomorrow_list_to=BOSS, tomorrow_list_when_nobody=True, time_zone="Europe/Brussels")
    desk = open_desk(told, over=None)
    begins = f"The list of 13 March 2026 is not sent yet to {BOSS}."
    await eventually(lambda: desk.window.banner.words.startswith(begins))
    assert desk.window.banner.words.endswith("It is sent again at 17:31.")
    desk.window.go_to("Waiting changes")
    await eventually(lambda: named(desk.window, "Notices"))
    find(desk.window, "Notices").click()
    await eventually(lambda: named(desk.window, "Show day"))
    click(desk.window, "Show day")
    assert desk.window.page().entry is TODAY
    await eventually(lambda: says(desk.window, "Friday 13 March 2026"))


async def test_who_gets_it_is_said_in_settings(
    open_desk: OpenDesk, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await open_settings(open_desk, server, monkeypatch)
    fill(desk, "Tomorrow's list goes to", f"{BOSS}, nobody")
    click(desk.window, "Save")
    await eventually(lambda: complaint(desk, "Tomorrow's list goes to"))
    assert complaint(desk, "Tomorrow's list goes to") == "Fill in email addresses, such as desk@example.com."
    assert complaint(desk, "Mail server") == "Fill in the mail server that tomorrow's list goes by."
    fill(desk, "Tomorrow's list goes to", f"{BOSS}; desk@northgate.example")
    fill(desk, "Send tomorrow's list", "16:30")
    fill(desk, "Mail server", HOST)
    fill(desk, "Sender address", SENDER)
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    kept = load(tmp_path / "foyer.toml", environment={})
    assert (kept.tomorrow_list_to, f"{kept.tomorrow_list_at:%H:%M}") == (f"{BOSS}, desk@northgate.example", "16:30")
