"""*I was not invited*: a name, a company, somebody who hosts."""

from __future__ import annotations

import asyncio

import pytest

from tests.fake_server import FakeServer
from tests.meetings import JONAS, meeting, visitor
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import field, has, inside, key_in, press_enter, screen, tap
from ui.compose.kiosk import KioskApp

LIST = "/vm/meetings"
GUEST = {"object": "user", "id": "US-X1", "firstname": "Sofie", "lastname": "Never-Hosts"}


async def say_who(running: KioskApp) -> None:
    tap(running, "I was not invited")
    for question, answer in (("What is your last name?", "Hopper"), ("What is your first name?", "Grace")):
        assert question in screen(running)
        key_in(running, answer)
        tap(running, "Continue")
    assert "Who are you here to see?" in screen(running)


async def knows(running: KioskApp, host: str) -> None:
    """Until the server has told of them."""
    async with asyncio.timeout(20):
        while not await running.services.contacts.hosts(host):  # noqa: ASYNC110  it learns in its own time
            await asyncio.sleep(0.005)


async def test_somebody_without_an_invitation_is_received(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Lee", host=JONAS)])
    running = await open_kiosk()
    await knows(running, "Sofia Marchetti")
    await say_who(running)
    key_in(running, "Sof")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    tap(running, "Sofia Marchetti")
    await eventually(lambda: has(running, "Done"))
    assert "You’re checked in, Grace" in screen(running)
    (present,) = inside(running)
    assert (present.person.name, present.person.host) == ("Grace Hopper", "Sofia Marchetti")
    asked = await made(server)
    assert asked["hostId"] == "US-G606"
    assert [(one["firstName"], one["lastName"], one["language"]) for one in asked["visitors"]] == [
        ("Grace", "Hopper", "en")
    ]


async def test_whom_the_server_refuses_is_sent_to_the_desk(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    server.answers("POST", LIST, status=403, json={"error": "not from here"})
    running = await open_kiosk()
    await knows(running, "Sofia Marchetti")
    await say_who(running)
    key_in(running, "Sof")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    tap(running, "Sofia Marchetti")
    await eventually(lambda: "Somebody at the front desk will help you." in screen(running))
    assert "Please ask at the front desk" in screen(running)
    assert "checked in" not in screen(running)


async def made(server: FakeServer) -> dict[str, object]:
    await eventually(lambda: any(one.method == "POST" for one in server.asked(LIST)))
    return next(one.body for one in server.asked(LIST) if one.method == "POST")


async def test_hosts_are_found_from_the_third_letter_and_nobody_else(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", users=[GUEST]), meeting(2, "Bo Lee", host=JONAS)])
    running = await open_kiosk()
    await knows(running, "Sofia Marchetti")
    await say_who(running)
    key_in(running, "So")
    assert not has(running, "Sofia Marchetti")
    key_in(running, "f")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    assert not has(running, "Sofie Never-Hosts")
    key_in(running, "x")
    await eventually(lambda: not has(running, "Sofia Marchetti"))
    assert "Nobody of that name was found." in screen(running)


async def test_no_more_hosts_are_shown_than_can_be_read(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    hosts = [{"object": "user", "id": f"US-{n}", "firstname": f"Sam{n}", "lastname": "Host"} for n in range(9)]
    server.answers("GET", LIST, json=[meeting(n, "Ana Lima", host=host) for n, host in enumerate(hosts)])
    running = await open_kiosk()
    await knows(running, "Sam8 Host")
    await say_who(running)
    key_in(running, "Sam")
    await eventually(lambda: any(has(running, f"Sam{n} Host") for n in range(9)))
    assert sum(has(running, f"Sam{n} Host") for n in range(9)) == 4
    assert "More people fit. Type more of the name." in screen(running)
    key_in(running, "8")
    await eventually(lambda: has(running, "Sam8 Host"))
    assert "Type the first letters of the name." in screen(running)


async def test_names_are_needed_and_the_rest_may_be_left_out(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_asks="company, email")
    await knows(running, "Marchetti")
    tap(running, "I was not invited")
    tap(running, "Continue")
    assert "Please type it first." in screen(running)
    key_in(running, "Hopper")
    tap(running, "Continue")
    key_in(running, "Grace")
    tap(running, "Continue")
    assert "Which company are you from?" in screen(running)
    tap(running, "Continue")
    assert "What is your email address?" in screen(running)
    key_in(running, "grace@")
    tap(running, "Continue")
    assert "That can’t be an email address." in screen(running)
    key_in(running, "navy.com")
    press_enter(field(running))
    assert "Who are you here to see?" in screen(running)
    key_in(running, "Marchetti")
    press_enter(field(running))
    await eventually(lambda: has(running, "Done"))
    assert (await made(server))["visitors"][0]["email"] == "grace@navy.com"  # type: ignore[index]


async def test_back_leads_through_the_questions_with_what_was_typed(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_who(running)
    tap(running, "Back")
    assert field(running).text() == "Grace"
    tap(running, "Back")
    assert field(running).text() == "Hopper"
    tap(running, "Back")
    assert has(running, "I was not invited")


async def test_a_walk_in_who_is_invited_is_recognised(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Grace Hopper")])
    running = await open_kiosk()
    await say_who(running)
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "G. Hopper" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert [one.visit for one in inside(running)] == ["2026-03-12/M-1/V-GRACE HOPPER"]
    assert [one.method for one in server.asked(LIST)].count("POST") == 0, "no second meeting"


async def test_a_namesake_of_somebody_invited_goes_on_as_a_walk_in(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Grace Hopper", companyName="Navy"))])
    running = await open_kiosk(kiosk_asks="company")
    await knows(running, "Sofia Marchetti")
    tap(running, "I was not invited")
    for answer in ("Hopper", "Grace"):
        key_in(running, answer)
        tap(running, "Continue")
    await eventually(lambda: has(running, "Not me"))
    tap(running, "Not me")
    assert "Which company are you from?" in screen(running)
    key_in(running, "Bolt")
    tap(running, "Continue")
    assert "Who are you here to see?" in screen(running)
    key_in(running, "Sof")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    tap(running, "Sofia Marchetti")
    await eventually(lambda: has(running, "Done"))
    assert [one.person.company for one in inside(running)] == ["Bolt"]


async def test_neither_an_id_nor_the_middle_of_a_word_leads_to_a_host(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    nameless = {"object": "user", "id": "US-X9"}
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Lee", host=nameless)])
    running = await open_kiosk()
    await knows(running, "Sofia Marchetti")
    find = running.flow.find_hosts
    assert [one.name for one in await find("march", 4)] == ["Sofia Marchetti"]
    for typed in ("US-G", "US-X9", "arch", "g606"):
        assert await find(typed, 4) == ()


async def test_nobody_goes_through_the_hosts(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await knows(running, "Sofia Marchetti")
    await say_who(running)
    for typed in ("aaa", "aab", "aac", "aacd", "aad"):
        field(running).setText(typed)
        await eventually(lambda: "Nobody of that name was found." in screen(running))
    field(running).setText("aae")
    await eventually(lambda: "Please ask at the front desk" in screen(running))


async def test_who_is_expected_by_somebody_unknown_walks_in_all_the_same(open_kiosk: OpenKiosk) -> None:
    """On a server of our own, which takes a name for whom it doesn't know yet."""
    running = await open_kiosk(server="", company="")
    await say_who(running)
    key_in(running, "Noor")
    await eventually(lambda: has(running, "Somebody else"))
    assert "Nobody of that name was found." in screen(running)
    tap(running, "Somebody else")
    await eventually(lambda: has(running, "Done"))
    assert "Noor" in screen(running)
    (present,) = inside(running)
    assert (present.person.name, present.person.host) == ("Grace Hopper", "Noor")


async def test_a_server_that_takes_ids_alone_is_given_no_name(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_who(running)
    key_in(running, "Noor")
    await eventually(lambda: "Nobody of that name was found." in screen(running))
    assert not has(running, "Somebody else")


async def test_two_hosts_of_one_name_are_told_apart(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    hosts = [
        {"object": "user", "id": f"US-{n}", "firstname": "Sam", "lastname": "Host", "function": function}
        for n, function in enumerate(("Sales", "Legal"))
    ]
    server.answers("GET", LIST, json=[meeting(n, "Ana Lima", host=host) for n, host in enumerate(hosts)])
    running = await open_kiosk()
    await knows(running, "Sam Host")
    await say_who(running)
    key_in(running, "Sam")
    await eventually(lambda: has(running, "Sam Host (Sales)"))
    assert has(running, "Sam Host (Legal)")


async def test_reception_is_called_with_what_was_typed(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.is_desk_server = True
    server.answers("PUT", "/vm/kiosks/Lobby", json={})
    server.answers("GET", "/vm/kiosks", json={"toldAt": "2026-03-12T09:42:07+01:00", "kiosks": []})
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await say_who(running)
    key_in(running, "Noor")
    await eventually(lambda: has(running, "Call reception"))
    assert running.flow.session is not None
    path = f"/vm/calls/{running.flow.session.operation}"
    server.answers("PUT", path, status=204, content=b"")
    tap(running, "Call reception")
    await eventually(lambda: "Reception has been called" in screen(running))
    (asked,) = server.asked(path)
    assert asked.body == {"kiosk": "Lobby", "name": "Grace Hopper", "company": "", "host": "Noor"}
    assert inside(running) == ()
    tap(running, "Done")
    await eventually(lambda: has(running, "I have a meeting"))


@pytest.mark.parametrize("own", [True, False])
async def test_where_no_desk_can_hear_it_nobody_is_said_to_be_called(
    open_kiosk: OpenKiosk, server: FakeServer, *, own: bool
) -> None:
    """A vendor's server has no such call, and a kiosk's own server no desk."""
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(**({"server": "", "company": ""} if own else {}))
    await say_who(running)
    key_in(running, "Noor")
    await eventually(lambda: has(running, "Call reception"))
    tap(running, "Call reception")
    await eventually(lambda: "Please ask at the front desk" in screen(running))


async def test_the_licence_plate_of_a_walk_in_goes_with_the_visit(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_asks="plate")
    await knows(running, "Sofia Marchetti")
    tap(running, "I was not invited")
    for answer in ("Hopper", "Grace"):
        key_in(running, answer)
        tap(running, "Continue")
    assert "What is your licence plate?" in screen(running)
    field(running).setText("1-abc-234")
    tap(running, "Continue")
    key_in(running, "Sof")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    tap(running, "Sofia Marchetti")
    await eventually(lambda: has(running, "Done"))
    assert (await made(server))["visitors"][0]["licensePlate"] == "1-ABC-234"  # type: ignore[index]
