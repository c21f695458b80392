"""How the kiosks are: each says it of itself, and every desk at the server hears it."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from app.server.application import close, create
from tests.server.asking import desk_of
from tests.server.postgresql import EACH_DATABASE

AT = "2026-03-12T09:42:07+01:00"


@pytest.fixture
def say(desk):
    async def ask(name, *troubles):
        answer = await desk.put(f"/vm/kiosks/{name}", json={"troubles": list(troubles)})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def heard(desk):
    """What a desk is told of them, by their names."""

    async def ask():
        answer = await desk.get("/vm/kiosks")
        assert answer.status_code == 200, answer.text
        return {kiosk.pop("name"): kiosk for kiosk in answer.json()["kiosks"]}

    return ask


async def test_where_no_kiosk_ever_was(desk):
    assert (await desk.get("/vm/kiosks")).json() == {"toldAt": AT, "kiosks": [], "calls": []}


async def test_what_a_kiosk_says_is_told_to_the_desks_with_the_servers_own_moment(desk, say, clock):
    lobby = {"name": "Lobby", "troubles": ["printer", "disk"], "heardAt": AT}
    assert await say("Lobby", "printer", "disk", "printer") == lobby
    clock.now += timedelta(minutes=1)
    await say("Garage")
    assert (await desk.get("/vm/kiosks")).json() == {
        "toldAt": "2026-03-12T09:43:07+01:00",
        "kiosks": [{"name": "Garage", "troubles": [], "heardAt": "2026-03-12T09:43:07+01:00"}, lobby],
        "calls": [],
    }


@EACH_DATABASE
async def test_what_a_kiosk_says_takes_the_place_of_what_it_said_before(say, heard, clock):
    await say("Lobby", "printer")
    clock.now += timedelta(minutes=1)
    await say("Lobby")
    assert await heard() == {"Lobby": {"troubles": [], "heardAt": "2026-03-12T09:43:07+01:00"}}


@pytest.mark.parametrize("name", ["Side door / left", "Entrée ü", "a b?c=d&e#f", "50 %", "x" * 64])
async def test_any_name_is_a_name(desk, heard, name):
    path = httpx.URL("http://desk.test/app/CO-DESK/vm/kiosks/").copy_with(
        raw_path=b"/app/CO-DESK/vm/kiosks/" + b"".join(b"%%%02X" % byte for byte in name.encode())
    )
    assert (await desk.put(path, json={"troubles": ["gui"]})).json()["name"] == name
    assert [*await heard()] == [name]
    assert (await desk.delete(path)).status_code == 204
    assert await heard() == {}


async def test_a_kiosk_that_was_turned_off_goes_and_the_others_stay(desk, say, heard):
    await say("Lobby", "network")
    await say("Garage")
    for _ in range(2):  # one that there isn't is gone already
        answer = await desk.delete("/vm/kiosks/Lobby")
        assert (answer.status_code, answer.content) == (204, b"")
    assert [*await heard()] == ["Garage"]


async def test_a_kiosk_that_was_not_heard_for_thirty_days_goes(desk, say, heard, clock):
    await say("Lobby")
    clock.now += timedelta(days=29, hours=23)
    await say("Garage")
    assert [*await heard()] == ["Garage", "Lobby"]
    clock.now += timedelta(hours=1)
    assert [*await heard()] == ["Garage"]
    await say("Garage")
    clock.now -= timedelta(days=1)  # not only out of sight: what was heard last wrote it off
    assert [*await heard()] == ["Garage"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "troubles is missing"),
        ({"troubles": "printer"}, "troubles is not a list"),
        (
            {"troubles": ["printer", "lift"]},
            "troubles 2 is none of gui, disk, printer, network, sign-in, refused, unnoticed, hosts",
        ),
        ({"troubles": [7]}, "troubles 1 is none of gui, disk, printer, network, sign-in, refused, unnoticed, hosts"),
        ({"troubles": ["gui"] * 17}, "troubles has more than 16 items"),
        ({"troubles": [], "visitor": "Ana Lima"}, "visitor is no attribute of this"),
        ([], "The body is not an object"),
    ],
)
async def test_what_is_wrong_is_said_in_words_and_nothing_is_kept(desk, heard, body, words):
    answer = await desk.put("/vm/kiosks/Lobby", json=body)
    assert (answer.status_code, answer.json()) == (400, {"error": words})
    assert await heard() == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [("x" * 65, "name is longer than 64 characters"), ("%20", "name is missing"), ("", "name is missing")],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_what_is_no_name(desk, heard, method, name, words):
    answer = await desk.request(method, f"/vm/kiosks/{name}", json={"troubles": []})
    assert (answer.status_code, answer.json()) == (400, {"error": words})
    assert await heard() == {}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/vm/kiosks"), ("PUT", "/vm/kiosks/Lobby"), ("DELETE", "/vm/kiosks/Lobby")]
)
async def test_the_door_is_guarded(desk, method, path):
    other = await desk.request(method, f"http://desk.test/app/CO-C202{path}", json={"troubles": []})
    assert (other.status_code, other.json()) == (404, {"error": "This is the desk of CO-DESK, not of CO-C202"})
    application = create("sqlite://", time_zone="UTC", token="s3cret")
    async with desk_of(application) as guarded:
        answer = await guarded.request(method, path, json={"troubles": []})
    close(application)
    assert (answer.status_code, answer.json()) == (401, {"error": "The access token is missing or wrong"})
