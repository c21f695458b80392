"""Who is told what of a visit: of names that are written otherwise, of other days, and of who is in already."""

from __future__ import annotations

import pytest

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import field, has, inside, key_in, screen, tap
from ui.compose.kiosk import KioskApp, country_of

LIST = "/vm/meetings"
TOMORROW = {"startAt": "2026-03-13T14:30:00+01:00", "endAt": "2026-03-13T15:30:00+01:00"}


async def answer(running: KioskApp, text: str) -> None:
    key_in(running, text)
    tap(running, "Continue")


async def check_in(running: KioskApp) -> None:
    day = await running.services.day.rows(running.services.site.today())
    assert day is not None
    await running.services.arrivals.check_in(day.visits)


@pytest.mark.parametrize("typed", ["Ana Garcia Lopez", "garcia", "lopez ana"])
async def test_a_part_of_a_name_and_the_whole_name_lead_to_its_owner(
    open_kiosk: OpenKiosk, server: FakeServer, typed: str
) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Ana García López"))])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    field(running).setText(typed)
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))


async def test_names_that_were_swapped_are_found_by_both(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Lima Ana"))])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: "What is your first name?" in screen(running))
    await answer(running, "Ana")
    await eventually(lambda: has(running, "Yes, that's me"))


async def test_who_comes_another_day_is_told_so_once_name_and_company_fit(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Ana Lima", companyName="Bolt"), **TOMORROW)])
    running = await open_kiosk()
    await running.services.day.refresh(running.services.site.today().replace(day=13))
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: "What is your first name?" in screen(running))
    await answer(running, "Ana")
    await eventually(lambda: "Which company are you from?" in screen(running))
    await answer(running, "Acme")
    await eventually(lambda: "We can’t find that." in screen(running))
    assert "14:30" not in screen(running)
    field(running).setText("Bolt")
    tap(running, "Continue")
    await eventually(lambda: "Your visit is tomorrow at 14:30." in screen(running))
    running.kiosk._use_language("nl")
    await eventually(lambda: "Uw bezoek is morgen om 14:30" in screen(running))


async def test_a_site_may_want_more_than_a_last_name(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_asks="identity")
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: "What is your first name?" in screen(running))
    assert "A. Lima" not in screen(running)
    await answer(running, "Ana")
    await eventually(lambda: has(running, "Yes, that's me"))
    await check_in(running)
    tap(running, "Back")
    tap(running, "Back")
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: "What is your first name?" in screen(running))
    assert "checked in already" not in screen(running)
    await answer(running, "Ana")
    await eventually(lambda: "You are checked in already." in screen(running))


async def test_codes_that_nobody_has_are_counted(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(kiosk_scanner=False)
    for number in range(4):
        running.flow.scanned(f"2026-03-12/M-{number}/V-{number}")
        await eventually(lambda: "We don’t know this code." in screen(running))
        tap(running, "Back")
    running.flow.scanned("2026-03-12/M-5/V-5")
    await eventually(lambda: "Please ask at the front desk" in screen(running))


async def test_a_meeting_since_yesterday_names_when_it_began(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    begun = {"startAt": "2026-03-11T20:00:00+01:00", "endAt": "2026-03-12T18:00:00+01:00"}
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", **begun)])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: "Invited since Wednesday, 11 March 2026, 20:00" in screen(running))
    assert "00:00" not in screen(running)


async def test_a_number_as_it_is_written_at_home_is_completed(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_asks="mobile")
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    field(running).setText("0471 12 34 56")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert [one.person.mobile for one in inside(running)] == ["+32 471 12 34 56"]


async def test_a_host_of_whom_nobody_told_a_name_is_your_host(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", host={"object": "user", "id": "US-G606"})])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    await answer(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert "Your host" in screen(running)
    assert "US-G606" not in screen(running)


def test_a_zone_tells_the_country() -> None:
    assert [country_of(zone) for zone in ("Europe/Brussels", "Asia/Tokyo", "UTC", "Nowhere/Else")] == [
        "BE",
        "JP",
        "",
        "",
    ]
