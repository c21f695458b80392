"""Whom the desk met is known after a restart, no longer than things are kept, and whatever became of the file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.models.meeting import Meeting
from app.models.ticket import Supplier, Ticket
from app.services.directory import Directory
from app.services.housekeeping import Housekeeping
from app.services.remembering import Remembering
from app.services.site import Site
from app.store.cache import Cache
from app.store.database import Database
from app.store.journal import Journal
from app.store.outbox import Outbox
from app.store.people import People
from app.store.place import place_of
from app.store.signatures import Signatures
from tests.meetings import meeting, visitor

NOW = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
ADA = visitor("Ada Lovelace", companyName="Analytical Engines", email="ada@engines.example")


class Desk:
    """One run of the program; the next one over the same file begins where it was closed."""

    def __init__(self, file: Path, now: datetime = NOW) -> None:
        self.database = Database(file)
        self.people = People(self.database, place_of(self.database, "https://api.example.com", "CO-1"))
        self.directory = Directory(lambda: now)
        site = Site(name="", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: now)
        remembering = Remembering(directory=self.directory, people=self.people, site=site, retention=timedelta(days=30))
        self._running = asyncio.ensure_future(remembering.run())

    def meet(self, *visitors: object, day: str = "2026-03-12", **more: object) -> None:
        told = meeting(1, *visitors, **more)  # type: ignore[arg-type]
        told |= {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"}
        self.directory.meet_meeting(Meeting.model_validate(told))

    async def recalled(self) -> Desk:
        self.directory.remember(await self.people.kept())
        return self

    def met_at(self) -> dict[str, str]:
        return self.database.read_now(lambda connection: dict(connection.execute("select key, met_at from person")))

    async def close(self) -> None:
        await asyncio.sleep(0)  # it has begun
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        self.database.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "foyer.sqlite3"


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody paints here."""
    monkeypatch.setattr("app.services.remembering.AFTER_FIRST_WINDOW", 0.0)
    return iter(())


async def eventually_known(desk: Desk, typed: str) -> None:
    async with asyncio.timeout(20):
        while not desk.directory.visitors(typed):  # noqa: ASYNC110  it reads them in its own time
            await asyncio.sleep(0.001)


async def test_hosts_suppliers_and_visitors_are_known_after_a_restart(file: Path) -> None:
    desk = Desk(file)
    desk.meet(ADA | {"mobile": "+32 470 12 34 56", "language": "fr"})
    desk.directory.meet_ticket(Ticket(id="T-1", supplier=Supplier(id="SP-1", name="Otis", phone="+32 2 1")))
    known = (desk.directory.visitors("ada"), desk.directory.users(), desk.directory.suppliers())
    await desk.close()
    desk = Desk(file)
    assert desk.directory.visitors("ada") == []
    await eventually_known(desk, "ada")
    assert (desk.directory.visitors("ada"), desk.directory.users(), desk.directory.suppliers()) == known
    await desk.close()


async def test_only_what_is_news_is_written(file: Path) -> None:
    desk = Desk(file)
    desk.meet(ADA)
    assert {row.kind for row in desk.directory.news()} == {"user", "host", "visitor"}
    await desk.close()
    assert desk.directory.news() == ()
    desk = await Desk(file).recalled()
    desk.meet(ADA)
    assert desk.directory.news() == ()
    desk.meet(ADA, day="2026-03-11")
    assert desk.directory.news() == ()
    desk.meet(ADA | {"companyName": "Engines Ltd"}, day="2026-03-11")
    assert [row.kind for row in desk.directory.news()] == ["visitor"]
    await desk.close()
    desk = await Desk(file).recalled()
    assert desk.directory.visitors("ada")[0].detail == "Engines Ltd"
    assert desk.met_at()["ada@engines.example"] == "2026-03-12T09:00:00.000000+00:00"
    await desk.close()


async def test_whoever_was_met_before_the_store_was_read_is_known_better(file: Path) -> None:
    desk = Desk(file)
    desk.meet(ADA, day="2026-03-20")
    await desk.close()
    desk = Desk(file)
    desk.meet(ADA | {"companyName": "Engines Ltd"})
    await desk.recalled()
    assert desk.directory.visitors("ada")[0].detail == "Engines Ltd"
    await desk.close()
    desk = Desk(file)
    assert desk.met_at()["ada@engines.example"].startswith("2026-03-20")
    await desk.close()


async def test_nobody_is_kept_longer_than_things_are_kept(file: Path) -> None:
    desk = Desk(file)
    desk.meet(ADA, day="2026-02-20", host=None)
    desk.meet("Charles Babbage", day="2026-02-01", host=None)
    await desk.close()
    desk = await Desk(file).recalled()
    assert [one.name for one in desk.directory.visitors("a")] == ["Ada Lovelace"]
    assert await desk.people.forget_before(NOW - timedelta(days=15)) == 1
    assert desk.met_at() == {}
    await desk.close()


async def test_the_daily_tidying_forgets_those_whose_time_is_over_in_the_file_and_in_memory(file: Path) -> None:
    desk = Desk(file)
    desk.meet(ADA, day="2026-02-20")
    desk.meet("Charles Babbage", day="2026-02-08")
    await desk.people.keep(desk.directory.news())
    place = place_of(desk.database, "https://api.example.com", "CO-1")
    await Housekeeping(
        cache=Cache(desk.database, place),
        outbox=Outbox(desk.database, place),
        journal=Journal(desk.database, place),
        signatures=Signatures(desk.database, place),
        people=desk.people,
        directory=desk.directory,
        site=Site(name="", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: NOW),
        logs=file.parent,
        retention=timedelta(days=30),
    ).tidy()
    assert [one.name for one in desk.directory.visitors("a")] == ["Ada Lovelace"]
    assert desk.met_at().keys() == {"ada@engines.example", "US-G606"}
    await desk.close()


@pytest.mark.parametrize("told", ["{", "[]", "null", '{"firstName": 5}', '{"id": "x"}', b"\xff\xfe", b""])
@pytest.mark.parametrize("kind", ["user", "visitor"])
async def test_a_damaged_row_costs_nobody_else(file: Path, told: str | bytes, kind: str) -> None:
    desk = Desk(file)
    desk.meet(ADA)
    await desk.close()
    desk = Desk(file)
    desk.database.write_now(
        lambda connection: connection.execute(
            "insert into person (place, kind, key, told, met_at) values (1, ?, 'damaged', cast(? as text), ?)",
            (kind, told, "2026-03-12T09:00:00+00:00"),
        )
    )
    desk.database.write_now(
        lambda connection: connection.execute(
            "insert into person (place, kind, key, told, met_at) values (1, 'other', 'x', '{}', 'never')"
        )
    )
    await desk.recalled()
    assert [one.name for one in desk.directory.visitors("ada")] == ["Ada Lovelace"]
    await desk.close()


async def test_each_server_has_its_own_people(file: Path) -> None:
    desk = Desk(file)
    desk.meet(ADA)
    await desk.close()
    database = Database(file)
    other = People(database, place_of(database, "https://other.example", "CO-1"))
    assert (await other.kept()).rows == ()
    database.close()
