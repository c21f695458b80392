"""A roll call: nobody who was in the building drops out of it, whatever happens to the desk or is said elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from app.services.visits.on_site_list import list_of
from tests.fake_server import FakeServer
from tests.on_site_desk import OnSiteDesk


@pytest.fixture
async def restart(tmp_path: Path, server: FakeServer) -> AsyncIterator[Callable[[], OnSiteDesk]]:
    """Opens the desk; called again, what was on the disk at that moment is all that is left, as after a power cut."""
    desks: list[OnSiteDesk] = []

    def open_again() -> OnSiteDesk:
        folder = tmp_path / str(len(desks))
        if desks:
            shutil.copytree(tmp_path / str(len(desks) - 1), folder)
        else:
            folder.mkdir()
        desks.append(OnSiteDesk(folder, server, **({"now": desks[-1].now} if desks else {})))
        return desks[-1]

    yield open_again
    for desk in desks:
        await desk.close()


@pytest.fixture
def desk(restart: Callable[[], OnSiteDesk]) -> OnSiteDesk:
    return restart()


async def called(desk: OnSiteDesk) -> dict[str, str]:
    """How it stands with everybody who is asked for."""
    standing = await desk.roll_call.standing()
    printed = list_of(standing, desk.site, "")
    return {one.present.person.name: printed.roll_call_words(one) for one in standing.people}


async def test_without_a_roll_call_the_list_is_who_is_in_by_name(desk: OnSiteDesk) -> None:
    await desk.come("Bo Berg", "Ana Lima")
    await desk.come("Élise Fontaine", number=2)
    await desk.leave("Bo Berg")
    standing = await desk.roll_call.standing()
    assert (standing.since, [one.present.person.name for one in standing.people]) == (
        None,
        ["Ana Lima", "Élise Fontaine"],
    )


ADA = {"object": "visitor", "id": "V-1", "firstname": "Ada", "lastname": "Lee", "companyName": "Acme"}
TWO = [
    (ADA, {**ADA, "id": "V-2"}, 1),
    (ADA, {**ADA, "id": "V-2", "firstname": "ADÀ", "companyName": " ACME"}, 1),
    (ADA, {**ADA, "id": "V-2", "companyName": ""}, 2),
    ({**ADA, "mobile": "+32 471 20 44 10"}, {**ADA, "id": "V-2", "mobile": "0471/20.44.10"}, 1),
    ({**ADA, "mobile": "+32 471 20 44 10"}, {**ADA, "id": "V-2", "mobile": "+32 471 20 44 11"}, 2),
    (ADA, {**ADA, "id": "V-2", "companyName": "Volta"}, 2),
    (ADA, {**ADA, "id": "V-2", "lastname": "Leigh"}, 2),
    (
        {"object": "visitor", "id": "V-1", "firstname": "Lars"},
        {"object": "visitor", "id": "V-2", "firstname": "Lars"},
        2,
    ),
]
"""Visitors of two meetings, and how many people they are."""


@pytest.mark.parametrize(("one", "other", "people"), TWO)
async def test_one_person_in_for_two_meetings_is_one_and_leaves_both(
    desk: OnSiteDesk, one: dict[str, Any], other: dict[str, Any], people: int
) -> None:
    await desk.come(one)
    await desk.come(other, number=2)
    assert len((await desk.roll_call.standing()).people) == people
    recorded = await desk.leave(other, number=2)
    assert (len(recorded.people), len(recorded.entries)) == (1, 3 - people)
    assert len((await desk.roll_call.standing()).people) == people - 1


async def test_two_of_one_name_at_one_meeting_are_two(desk: OnSiteDesk) -> None:
    await desk.come(ADA, {**ADA, "id": "V-2"})
    assert len((await desk.roll_call.standing()).people) == 2
    await desk.leave({**ADA, "id": "V-2"})
    assert len((await desk.roll_call.standing()).people) == 1


async def test_a_roll_call_finds_one_person_once_by_whichever_visit(desk: OnSiteDesk) -> None:
    await desk.come(ADA)
    await desk.start()
    await desk.come({**ADA, "id": "V-2"}, number=2)
    await desk.roll_call.ask_newcomers()
    assert await called(desk) == {"Ada Lee": "Still to find"}
    await desk.find("Ada Lee")
    assert (await desk.roll_call.standing()).to_find == 0
    await desk.roll_call.undo_last()
    assert (await desk.roll_call.standing()).to_find == 1
    await desk.leave(ADA)
    standing = await desk.roll_call.standing()
    assert ([one.present.person.name for one in standing.people], standing.to_find) == (["Ada Lee"], 0)


async def test_it_asks_for_everybody_who_is_in_and_each_mark_has_its_time(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima", "Bo Berg")
    desk.pass_time(120)
    await desk.start()
    assert await called(desk) == {"Ana Lima": "Still to find", "Bo Berg": "Still to find"}
    desk.pass_time(60)
    await desk.find("Bo Berg")
    assert await called(desk) == {"Ana Lima": "Still to find", "Bo Berg": "Safe 11:23"}
    standing = await desk.roll_call.standing()
    assert standing.since
    assert (f"{desk.site.local(standing.since):%H:%M}", standing.to_find) == ("11:22", 1)


async def test_who_comes_while_it_goes_on_is_asked_for_too(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima")
    await desk.start()
    await desk.come("Bo Berg", number=2)
    await desk.hear("Kwabena Owusu")
    assert await called(desk) == dict.fromkeys(("Ana Lima", "Bo Berg", "Kwabena Owusu"), "Still to find")


async def test_the_last_mark_is_taken_back_and_then_the_one_before(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima", "Bo Berg")
    await desk.start()
    await desk.find("Ana Lima")
    await desk.find("Bo Berg")
    assert await desk.roll_call.undo_last() == "2026-03-12/M-1/V-BO BERG"
    assert await called(desk) == {"Ana Lima": "Safe 11:20", "Bo Berg": "Still to find"}
    await desk.roll_call.undo_last()
    assert (await desk.roll_call.standing()).to_find == 2
    assert await desk.roll_call.undo_last() == ""
    await desk.find("Bo Berg")
    assert (await called(desk))["Bo Berg"] == "Safe 11:20"


async def test_pressed_twice_is_one_mark(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima")
    await desk.start()
    (ana,) = (await desk.roll_call.standing()).people
    await desk.roll_call.mark_safe(ana.present.visit)
    (ana,) = (await desk.roll_call.standing()).people
    await desk.roll_call.mark_safe(ana.present.visit)
    await desk.roll_call.undo_last()
    assert await called(desk) == {"Ana Lima": "Still to find"}


async def test_who_is_checked_out_meanwhile_counts_as_safe_and_stays_on_the_list(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima")
    await desk.hear("Kwabena Owusu")
    await desk.start()
    await desk.leave("Ana Lima")
    await desk.hear(left=("Kwabena Owusu",))
    assert await called(desk) == {"Ana Lima": "Left 11:20", "Kwabena Owusu": "Left 11:30"}
    assert (await desk.roll_call.standing()).to_find == 0


async def test_whom_the_server_no_longer_tells_of_is_still_asked_for(
    desk: OnSiteDesk, restart: Callable[[], OnSiteDesk]
) -> None:
    await desk.hear("Kwabena Owusu", "Ingrid Sørensen")
    await desk.start()
    await desk.hear()
    assert await called(desk) == {"Ingrid Sørensen": "Still to find", "Kwabena Owusu": "Still to find"}
    assert all(one.taken_back for one in (await desk.roll_call.standing()).people)
    again = restart()
    await again.find("Kwabena Owusu")
    assert await called(again) == {"Ingrid Sørensen": "Still to find", "Kwabena Owusu": "Safe 11:20"}
    person = (await again.roll_call.standing()).people[0].present.person
    assert (person.company, person.host, person.mobile) == ("Volta Instruments", "Jonas Weber", "+32 471 20 44 10")


async def test_a_newcomer_of_another_desk_stays_asked_for_whatever_that_says_later(
    desk: OnSiteDesk, restart: Callable[[], OnSiteDesk]
) -> None:
    await desk.come("Ana Lima")
    await desk.start()
    await desk.hear("Kwabena Owusu")
    await desk.roll_call.ask_newcomers()
    await desk.hear()
    assert await called(restart()) == {"Ana Lima": "Still to find", "Kwabena Owusu": "Still to find"}


async def test_a_check_in_that_is_undone_meanwhile_is_still_asked_for(desk: OnSiteDesk) -> None:
    came = await desk.come("Ana Lima")
    await desk.start()
    await desk.arrivals.undo(came)
    assert await called(desk) == {"Ana Lima": "Still to find"}
    await desk.find("Ana Lima")
    assert (await desk.roll_call.standing()).to_find == 0


async def test_it_goes_on_after_the_power_was_cut(desk: OnSiteDesk, restart: Callable[[], OnSiteDesk]) -> None:
    await desk.come("Ana Lima", "Bo Berg", "Cy Dahl")
    await desk.start()
    await desk.find("Bo Berg")
    await desk.find("Cy Dahl")
    await desk.roll_call.undo_last()
    again = restart()
    assert await called(again) == {"Ana Lima": "Still to find", "Bo Berg": "Safe 11:20", "Cy Dahl": "Still to find"}
    assert (await again.roll_call.standing()).since == (await desk.roll_call.standing()).since
    again.pass_time()
    await again.roll_call.undo_last()
    assert (await again.roll_call.standing()).to_find == 3


async def test_the_next_one_begins_anew(desk: OnSiteDesk, restart: Callable[[], OnSiteDesk]) -> None:
    await desk.come("Ana Lima", "Bo Berg")
    await desk.start()
    await desk.find("Ana Lima")
    await desk.leave("Bo Berg")
    await desk.roll_call.end()
    desk.pass_time()
    assert (await desk.roll_call.standing()).since is None
    assert list(await called(desk)) == ["Ana Lima"]
    await desk.start()
    assert await called(restart()) == {"Ana Lima": "Still to find"}


async def test_starting_or_ending_twice_is_once(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima")
    await desk.start()
    since = (await desk.roll_call.standing()).since
    desk.pass_time(60)
    await desk.start()
    assert (await desk.roll_call.standing()).since == since
    await desk.roll_call.end()
    await desk.roll_call.end()
    assert (await desk.roll_call.standing()).since is None
