"""The people of the site's list are known beside those who were met, for as long as the file has them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.contacts import KnownPerson
from app.models.lists import PEOPLE, Change
from app.services.kiosk.hosts import Hosts
from app.services.people.listed_hosts import ListedHosts
from app.services.site import Site
from tests.app.contacts_desk import NOW, ContactsDesk
from tests.meetings import JONAS, SOFIA, meeting

Names = Callable[[], bool | None]


class ListDesk(ContactsDesk):
    """One with a list of hosts; its server takes names unless `names` is another."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "foyer.sqlite3")
        self.file = folder / "hosts.csv"
        self.names: bool | None = True
        self.now = NOW
        self.site = Site(name="North", time_zone="UTC", pc_zone="UTC", clock=lambda: self.now)
        self.listed = self.following(self.file)
        self._written = 0

    def following(self, file: Path | None) -> ListedHosts:
        return ListedHosts(file=file, lists=self.lists, site=self.site, names=lambda: self.names)

    async def read(self, text: str) -> None:
        """The file is written and looked at; its time of change is another each time."""
        self._written += 1
        self.file.write_text(text)
        os.utime(self.file, (self._written, self._written))
        await self.listed.refresh()

    async def found(self, typed: str = "") -> list[str]:
        return [person.name for person in await self.contacts.users(typed)]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ListDesk]:
    desk = ListDesk(tmp_path)
    yield desk
    await desk.close()


async def test_they_are_found_beside_those_who_were_met(desk: ListDesk) -> None:
    await desk.hear(meeting(1, "Ana Lima"))
    await desk.read("name,department,email\nBo Ek,IT,bo@northgate.example\nSofie Wit,Legal,\n")
    assert await desk.found() == ["Bo Ek", "Sofia Marchetti", "Sofie Wit"]
    assert await desk.found("sof") == ["Sofia Marchetti", "Sofie Wit"]
    assert await desk.contacts.user("Bo Ek") == KnownPerson("Bo Ek", "Bo Ek", "IT", "bo@northgate.example")
    named = await desk.contacts.named_in({"hostId": "Bo Ek", "userIds": ["US-G606"]})
    assert named.users.keys() == {"Bo Ek", "US-G606"}
    assert [*await desk.contacts.visitors("bo")] == []


async def test_the_kiosk_finds_them_by_the_beginnings_of_their_names_alone(desk: ListDesk) -> None:
    await desk.read("name,id,department\nBo Ek,,IT\nSofie Wit,US-77,Legal\n")
    hosts = Hosts(desk.contacts)
    assert [person.id for person in await hosts.find("sof", 4)] == ["US-77"]
    assert [person.detail for person in await hosts.find("ek", 4)] == ["IT"]
    for typed in ("US-77", "ofie", "legal"):
        assert await hosts.find(typed, 4) == ()


@pytest.mark.parametrize("identifier", ["", "US-G606"])
async def test_whoever_was_met_too_comes_once_with_what_the_list_adds(desk: ListDesk, identifier: str) -> None:
    await desk.hear(meeting(1, "Ana Lima", host={"object": "user"} | {**SOFIA, "email": "", "function": ""}))
    await desk.read(f"name,id,department,email\nSofia Marchetti,{identifier},Legal,sofia@northgate.example\n")
    (sofia,) = await desk.contacts.users("sofia")
    assert (sofia.id, sofia.detail, sofia.email) == ("US-G606", "Legal", "sofia@northgate.example")
    assert await desk.contacts.user("US-G606") == sofia
    assert (await desk.contacts.named_in({"hostId": "US-G606"})).users["US-G606"] == sofia


async def test_a_changed_file_is_read_again_and_who_went_from_it_is_gone(desk: ListDesk) -> None:
    changes: list[Change] = []
    desk.lists.on_change(changes.append)
    await desk.read("name\nBo Ek\nJo Orr\n")
    await desk.read("name\nJo Orr\nSofie Wit\n")
    assert await desk.found() == ["Jo Orr", "Sofie Wit"]
    assert any(change.of(PEOPLE) for change in changes)
    before = len(changes)
    await desk.listed.refresh()
    assert len(changes) == before


async def test_whoever_was_met_stays_when_the_list_goes(desk: ListDesk) -> None:
    await desk.hear(meeting(1, "Ana Lima", host=JONAS))
    await desk.read("name\nBo Ek\nJonas Weber\n")
    await desk.following(None).refresh()
    assert await desk.found() == ["Jonas Weber"]


async def test_many_are_kept_a_few_at_a_time(desk: ListDesk) -> None:
    await desk.read("name\n" + "".join(f"Sam Host{number}\n" for number in range(320)))
    assert len(await desk.found()) == 320


async def test_while_the_file_cannot_be_read_they_stay_and_staff_are_told(desk: ListDesk) -> None:
    heard: list[tuple[str, ...]] = []
    desk.listed.on_change(lambda: heard.append(desk.listed.faults))
    await desk.read("name\nBo Ek\n")
    desk.file.unlink()
    await desk.listed.refresh()
    await desk.listed.refresh()
    assert heard == [("hosts.csv can't be opened: No such file or directory.",)]
    assert await desk.found() == ["Bo Ek"]
    await desk.read("name\nBo Ek\n\n")
    assert heard[1:] == [()]


async def test_what_the_server_takes_decides_who_can_be_chosen(desk: ListDesk) -> None:
    desk.names = None
    await desk.read("name,id\nBo Ek,\nJo Orr,US-1\n")
    assert (await desk.found(), desk.listed.faults) == (["Bo Ek", "Jo Orr"], ())
    desk.names = False
    await desk.listed.refresh()
    assert await desk.found() == ["Jo Orr"]
    assert desk.listed.faults == ("hosts.csv, row 2: it has no id, and this server takes no host without one.",)


async def test_retention_spares_who_is_listed_as_long_as_the_list_is_read(desk: ListDesk) -> None:
    await desk.read("name\nBo Ek\n")
    desk.now += timedelta(days=40)
    await desk.listed.refresh()
    await desk.lists.forget_before(desk.now - timedelta(days=30), (desk.now - timedelta(days=30)).date())
    assert await desk.found() == ["Bo Ek"]
    desk.now += timedelta(days=40)
    await desk.lists.forget_before(desk.now - timedelta(days=30), (desk.now - timedelta(days=30)).date())
    assert await desk.found() == []
