"""*I have a meeting*: from the first touch to the seat, by a finger on the screen."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import Clock, eventually
from tests.ui.kiosk.conftest import SIZES, OpenKiosk
from tests.ui.kiosk.hands import field, has, inside, key_in, press_enter, screen, tap
from ui.compose.kiosk import KioskApp

LIST = "/vm/meetings"
OTHERS = ("Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kay")
LEES = [
    visitor("Ann Lee", companyName="Acme"),
    visitor("Ann Lee", id="V-2", companyName="Bolt"),
    *(visitor(f"{name} Lee", companyName="Acme") for name in OTHERS),
]


def came(running: KioskApp) -> list[str]:
    return [one.person.name for one in inside(running)]


async def say_name(running: KioskApp, name: str) -> None:
    tap(running, "I have a meeting")
    key_in(running, name)
    tap(running, "Continue")


@pytest.mark.parametrize("size", SIZES, ids=["upright", "lying", "small"])
async def test_an_invited_visitor_checks_in_with_a_few_touches(
    open_kiosk: OpenKiosk, server: FakeServer, size: tuple[int, int]
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Oluwaseun Adébáyò")])
    running = await open_kiosk(size=size)
    await say_name(running, "Adebayo")
    assert field(running).text() == "Adebayo"
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "O. Adébáyò" in screen(running)
    assert "Invited for 10:00 today" in screen(running)
    assert "Oluwaseun" not in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert "You’re checked in, Oluwaseun" in screen(running)
    assert "Sofia Marchetti" in screen(running)
    assert "Please take a seat." in screen(running)
    assert came(running) == ["Oluwaseun Adébáyò"]
    tap(running, "Done")
    await eventually(lambda: has(running, "I have a meeting"))


async def test_it_works_the_same_with_the_network_down(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    server.answers("GET", LIST, error=httpx.ConnectError("cut"))
    server.answers("POST", LIST, error=httpx.ConnectError("cut"))
    await running.close()
    again = await open_kiosk()
    await say_name(again, "Lima")
    await eventually(lambda: has(again, "Yes, that's me"))
    tap(again, "Yes, that's me")
    await eventually(lambda: has(again, "Done"))
    assert came(again) == ["Ana Lima"]
    assert "server" not in screen(again).casefold()
    assert len(again.services.lists.waiting_now().operations) == 1


async def test_a_real_keyboard_works_as_well(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    field(running).insert("lima")
    press_enter(field(running))
    await eventually(lambda: has(running, "Yes, that's me"))


async def test_a_screen_that_is_turned_keeps_what_is_typed(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    key_in(running, "Lim")
    running.window.resize(1920, 1080)
    assert field(running).text() == "Lim"
    key_in(running, "a")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    running.window.resize(1080, 1920)
    await eventually(lambda: "A. Lima" in screen(running))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))


async def test_a_name_that_nobody_has_is_told_and_can_be_mended(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_name(running, "Lim")
    await eventually(lambda: "We can’t find that." in screen(running))
    assert "Lima" not in screen(running)
    key_in(running, "a")
    assert "We can’t find that." not in screen(running)
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))


async def test_a_kiosk_that_never_heard_of_today_blames_no_spelling(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, error=httpx.ConnectError("cut"))
    running = await open_kiosk()
    await say_name(running, "Lima")
    await eventually(lambda: "Please ask at the front desk" in screen(running))


async def test_nobody_goes_through_names_for_long(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    tap(running, "I have a meeting")
    for sign in "abcde":
        key_in(running, sign.upper() if sign == "a" else sign)
        tap(running, "Continue")
        await eventually(lambda: "We can’t find that." in screen(running) or has(running, "Done"))
    assert "Please ask at the front desk" in screen(running)


async def test_twelve_of_one_family_are_told_apart_one_question_at_a_time(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, *LEES)])
    running = await open_kiosk()
    await say_name(running, "Lee")
    await eventually(lambda: "What is your first name?" in screen(running))
    assert "Ann" not in screen(running)
    key_in(running, "Ann")
    tap(running, "Continue")
    await eventually(lambda: "Which company are you from?" in screen(running))
    key_in(running, "Bolt")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "A. Lee" in screen(running)
    tap(running, "Yes, that's me")
    tap(running, "Continue")  # alone, though the others are asked for
    await eventually(lambda: has(running, "Done"))
    (present,) = inside(running)
    assert (present.person.name, present.person.company) == ("Ann Lee", "Bolt")


async def test_another_last_name_is_looked_for_without_the_first_name_before(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, *LEES, "Cy Jones")])
    running = await open_kiosk()
    await say_name(running, "Lee")
    await eventually(lambda: "What is your first name?" in screen(running))
    key_in(running, "Dora")
    tap(running, "Continue")
    await eventually(lambda: "We can’t find that." in screen(running))
    tap(running, "Back")
    field(running).setText("Jones")
    tap(running, "Continue")
    await eventually(lambda: "C. Jones" in screen(running))


async def test_who_leaves_the_first_name_empty_is_told_nothing_of_namesakes(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, *LEES)])
    running = await open_kiosk()
    day = await running.services.day.rows(running.services.site.today())
    assert day is not None
    await running.services.arrivals.check_in(day.visits[:1])
    await say_name(running, "Lee")
    await eventually(lambda: "What is your first name?" in screen(running))
    tap(running, "Continue")
    await eventually(lambda: "Please type it first." in screen(running))


async def test_somebody_with_an_emoji_in_the_name_is_found_by_the_letters(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Zoë Fox", lastname="Fox 🦊"))])
    running = await open_kiosk()
    await say_name(running, "Fox")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "Z. Fox 🦊" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert came(running) == ["Zoë Fox 🦊"]


async def test_not_me_takes_the_other_visit_off_the_screen(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_name(running, "Lima")
    await eventually(lambda: has(running, "Not me"))
    tap(running, "Not me")
    assert "A. Lima" not in screen(running)
    assert came(running) == []


async def test_who_is_in_already_is_told_so(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_name(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    tap(running, "Done")
    await say_name(running, "Lima")
    await eventually(lambda: "You are checked in already." in screen(running))
    assert came(running) == ["Ana Lima"]


async def test_what_is_missing_is_asked_and_kept_with_the_arrival(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_asks="company, mobile, email")
    await say_name(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    assert "Which company are you from?" in screen(running)
    key_in(running, "Bolt")
    tap(running, "Continue")
    assert "What is your mobile number?" in screen(running)
    key_in(running, "0470")
    tap(running, "Continue")
    assert "That can’t be a phone number." in screen(running)
    tap(running, "Back")
    tap(running, "Continue")
    field(running).setText("+32 470 20 44 10")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    (present,) = inside(running)
    assert (present.person.company, present.person.mobile) == ("Bolt", "+32 470 20 44 10")


async def test_what_is_known_is_not_asked_again(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Ana Lima", companyName="Bolt", mobile="+32 470 20 44 10"))])
    running = await open_kiosk(kiosk_asks="company, mobile")
    await say_name(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))


async def test_an_invitation_that_is_scanned_says_who_it_is(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    running.flow.scanned("2026-03-12/M-1/V-ANA LIMA")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "A. Lima" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert came(running) == ["Ana Lima"]


async def test_a_code_is_answered_in_the_language_that_was_chosen(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    tap(running, "Deutsch")
    await eventually(lambda: has(running, "Ich habe einen Termin"))
    tap(running, "Ich habe einen Termin")
    running.flow.scanned("2026-03-12/M-1/V-ANA LIMA")
    await eventually(lambda: "Sind Sie das?" in screen(running))


async def test_a_code_that_nobody_knows_asks_for_the_name(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    running.flow.scanned("2026-03-12/M-9/V-9")
    await eventually(lambda: "We don’t know this code." in screen(running))
    assert field(running).text() == ""


async def test_two_touches_on_one_button_are_one_check_in(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_name(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    tap(running, "Yes, that's me")
    tap(running, "Back")
    await eventually(lambda: has(running, "Done"))
    assert came(running) == ["Ana Lima"]
    assert len(running.services.lists.waiting_now().operations) <= 1


async def test_a_hurried_second_touch_does_not_clear_the_last_screen(
    open_kiosk: OpenKiosk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.kiosk.pages.outcome_page.SETTLES", 1_000_000)
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_name(running, "Lima")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    tap(running, "Done")
    assert "You’re checked in, Ana" in screen(running)


async def test_names_that_are_not_ones_own_are_counted_however_they_are_tried(
    open_kiosk: OpenKiosk, server: FakeServer, clock: Clock
) -> None:
    server.answers("GET", LIST, json=[meeting(1, *(f"Ana {name}" for name in ("Aa", "Bb", "Cc", "Dd", "Ee")))])
    running = await open_kiosk()
    for name in ("Aa", "Bb", "Cc", "Dd"):
        await say_name(running, name)
        await eventually(lambda: has(running, "Not me"))
        tap(running, "Not me")
        tap(running, "Back")
    await say_name(running, "Ee")
    await eventually(lambda: has(running, "Not me"))
    tap(running, "Not me")
    assert "Please ask at the front desk" in screen(running)
    tap(running, "Done")
    clock.now += timedelta(minutes=3)
    await say_name(running, "Aa")
    await eventually(lambda: has(running, "Not me"))
    tap(running, "Not me")
    assert "We can’t find that." in screen(running)


async def test_who_may_have_a_code_is_told_of_the_scanner(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(kiosk_scanner=True)
    tap(running, "I have a meeting")
    assert "The whole name, or scan your code." in screen(running)
    tap(running, "Back")
    tap(running, "I was not invited")
    assert "scan your code" not in screen(running)
