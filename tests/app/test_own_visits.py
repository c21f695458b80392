"""Whose visit it is: what a visitor at the kiosk may come to, leave, or have scanned."""

from __future__ import annotations

import pytest

from app.services.kiosk.claim import Claim, OwnVisit
from app.services.kiosk.own_visits import OwnVisits
from tests.app.arrivals_desk import ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import FaultyServer

ANA = [{"firstName": "Ana", "lastName": "Lima", "companyName": "Bolt"}]


@pytest.fixture
def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    """At 09:42, with two meetings of Ana Lima's: one that is over by ten, and one in the afternoon."""
    early = {"startAt": "2026-03-12T08:00:00+01:00", "endAt": "2026-03-12T09:00:00+01:00"}
    late = {"startAt": "2026-03-12T14:00:00+01:00", "endAt": "2026-03-12T15:00:00+01:00"}
    for times in (early, late):
        await server.make("/vm/meetings", meeting(visitors=ANA, **times))
    await server.make("/vm/meetings", meeting())
    desk = ArrivalsDesk(tmp_path, server)
    await desk.refresh()
    yield desk
    await desk.close()


@pytest.fixture
def own(desk):
    return OwnVisits(day=desk.day, arrivals=desk.arrivals, site=desk.site)


def hours(found: tuple[OwnVisit, ...]) -> list[str]:
    return [f"{one.at:%H:%M}" for one in found]


async def test_of_several_meetings_the_next_one_is_meant(own: OwnVisits) -> None:
    assert hours(await own.to_come(Claim("Lima"))) == ["14:00"]


async def test_who_is_in_comes_to_their_other_meeting_and_then_to_none(own: OwnVisits, desk: ArrivalsDesk) -> None:
    (next_one,) = await own.to_come(Claim("Lima"))
    await desk.arrivals.check_in([next_one.visit])
    assert hours(await own.to_come(Claim("Lima"))) == ["08:00"]
    assert len(await own.inside(Claim("Lima"))) == 1


async def test_who_left_may_come_back(own: OwnVisits, desk: ArrivalsDesk) -> None:
    await desk.check_in("John Doe")
    assert await own.to_come(Claim("Doe")) == ()
    await desk.check_out("John Doe")
    assert hours(await own.to_come(Claim("Doe"))) == ["09:00"]
    assert await own.inside(Claim("Doe")) == ()


async def test_a_code_means_a_visit_of_today_or_somebody_who_is_in(own: OwnVisits, desk: ArrivalsDesk) -> None:
    visit = await desk.visit("John Doe")
    assert await own.of_code(visit.id) is None, "whoever knows an id guesses the next"
    found = await own.of_code(visit.code)
    assert found is not None
    assert found.present is None
    await desk.check_in("John Doe")
    found = await own.of_code(visit.code)
    assert found is not None
    assert found.present is not None
    desk.pass_time(24 * 3600)
    assert (await own.of_code(visit.code)) is not None, "who stayed overnight has to get out"
    await desk.check_out("John Doe")
    assert await own.of_code(visit.code) is None


@pytest.mark.parametrize("code", ["", "nonsense", "2026-03-12/M-9/V-9", "2026-13-40/a/b"])
async def test_a_code_of_nobody_means_nobody(own: OwnVisits, code: str) -> None:
    assert await own.of_code(code) is None


async def test_a_desk_that_never_heard_of_today_knows_nobody(server: FaultyServer, tmp_path) -> None:
    desk = ArrivalsDesk(tmp_path, server)
    own = OwnVisits(day=desk.day, arrivals=desk.arrivals, site=desk.site)
    assert await own.to_come(Claim("Lima")) == ()
    await desk.close()
