"""*Send tomorrow's list* at a desk on its own server: said in Settings, mailed by that server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import load
from tests.fake_server import FakeServer
from tests.post_office import HOST, SENDER, PostOffice, mail_settings
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, says
from tests.ui.settings_desk import complaint, fill, open_settings

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
    words = f"The mail server refused the list of 13 March 2026 to {BOSS} at 17:30: “550 5.1.1 No such user”."
    await eventually(lambda: desk.window.banner.words == words)
    desk.window.go_to("Settings")
    assert says(desk.window.page(), words)


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
