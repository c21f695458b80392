"""Hosts of the site's own list: a walk-in finds them on the first day, and staff read what is wrong with the list."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, inside, key_in, screen, tap
from ui.compose.kiosk import KioskApp
from ui.kiosk.health.sign import TroubleSign

LIST = "/vm/meetings"
UNREAD = "The list of hosts could not be read whole."


async def ask_for(running: KioskApp, host: str) -> None:
    tap(running, "I was not invited")
    for answer in ("Hopper", "Grace"):
        key_in(running, answer)
        tap(running, "Continue")
    key_in(running, host)


async def knows(running: KioskApp, host: str) -> None:
    """Until the list has been read."""
    async with asyncio.timeout(20):
        while not await running.services.contacts.hosts(host):  # noqa: ASYNC110  it reads in its own time
            await asyncio.sleep(0.005)


async def test_on_a_new_site_a_walk_in_finds_whoever_is_listed(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path
) -> None:
    hosts = tmp_path / "hosts.csv"
    hosts.write_text("name,department\nBo Ek,IT\nSofie Wit,Legal\n")
    server.answers("GET", LIST, json=[])
    server.is_desk_server = True
    running = await open_kiosk(hosts_file=str(hosts))
    await knows(running, "Sofie Wit")
    await ask_for(running, "Wit")
    await eventually(lambda: has(running, "Sofie Wit"))
    tap(running, "Sofie Wit")
    await eventually(lambda: has(running, "Done"))
    (present,) = inside(running)
    assert present.person.host == "Sofie Wit"
    await eventually(lambda: any(one.method == "POST" for one in server.asked(LIST)))
    assert [one.body["hostId"] for one in server.asked(LIST) if one.method == "POST"] == ["Sofie Wit"]


async def test_a_file_that_changes_counts_without_a_new_start(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.people.listed_hosts.EVERY", 0.01)
    hosts = tmp_path / "hosts.csv"
    hosts.write_text("name\nBo Ek\n")
    server.answers("GET", LIST, json=[])
    server.is_desk_server = True
    running = await open_kiosk(hosts_file=str(hosts))
    await knows(running, "Bo Ek")
    hosts.write_text("name\nBo Ek\nSofie Wit\n")
    await knows(running, "Sofie Wit")


async def test_staff_read_which_row_is_wrong_and_when_nothing_is_any_more(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hosts = tmp_path / "hosts.csv"
    hosts.write_text("name,email\nBo Ek,\n,jo@northgate.example\n")
    server.answers("GET", LIST, json=[])
    server.is_desk_server = True
    running = await open_kiosk(hosts_file=str(hosts))
    await knows(running, "Bo Ek")
    (sign,) = running.window.findChildren(TroubleSign)
    await eventually(sign.isVisible)
    running._door._show_panel()
    assert UNREAD in screen(running)
    assert "hosts.csv, row 3: there is no name." in screen(running)
    tap(running, "Back to the kiosk")
    assert "The list of hosts: hosts.csv, row 3: there is no name." in caplog.messages
    assert not any("northgate" in line for line in caplog.messages)
    hosts.write_text("name,email\nBo Ek,\nJo Orr,jo@northgate.example\n")
    await running.services.listed_hosts.refresh()
    assert not sign.isVisible()
    assert UNREAD not in running._health.sentences()
