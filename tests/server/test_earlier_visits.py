"""The visits that one person came to, from one call: known again by the address, else by name and company."""

from __future__ import annotations

import pytest

from tests.server.postgresql import EACH_DATABASE

NINE, TEN = "2026-03-12T09:00:00+01:00", "2026-03-12T10:00:00+01:00"


@pytest.fixture
def came(desk, meet):
    """Somebody of those words is invited, comes at nine and leaves at ten. Gives the visit's id."""

    async def come(*, leaves=True, **visitor):
        met = await meet(visitors=[{"firstName": "Åsa", "lastName": "Åkerström"} | visitor])
        visit = f"2026-03-12/{met['id']}/{met['visitors'][0]['id']}"
        said = (("check-in", NINE), ("check-out", TEN)) if leaves else (("check-in", NINE),)
        for kind, at in said:
            answer = await desk.post(f"/vm/visits/{visit}/events", json={"kind": kind, "at": at})
            assert answer.status_code == 200, answer.text
        return visit

    return come


@pytest.fixture
def earlier(desk):
    async def ask(**query):
        answer = await desk.get("/vm/visitors/visits", params=query)
        assert answer.status_code == 200, answer.text
        return {visit["id"]: visit for visit in answer.json()["visits"]}

    return ask


@EACH_DATABASE
async def test_each_visit_with_its_times_and_host_in_whatever_spelling(desk, meet, came, earlier):
    first = await came(email="asa@nord.example")
    second = await came(firstName="A.", email="ASA@nord.example", leaves=False)
    third = await came(companyName="Nord")
    await came(firstName="Bo", lastName="Berg")
    await meet(visitors=[{"firstName": "Åsa", "lastName": "Åkerström"}])  # she didn't come
    told = await earlier(name="asa akerstrom", email="asa@nord.example")
    assert told.keys() == {first, second, third}
    assert (told[first]["arrivedAt"], told[first]["leftAt"]) == (NINE, TEN)
    assert (told[second]["leftAt"], told[first]["visiting"]["id"]) == (None, "US-G606")
    assert told[first]["meeting"]["title"] == "Façade survey"


async def test_of_a_name_all_are_told_that_have_it_so_that_a_desk_can_say_so(came, earlier):
    here = await came(companyName="Nord")
    namesake = await came(companyName="Elsewhere", email="other@else.example")
    assert (await earlier(name="Åsa Åkerström", company="Nord")).keys() == {here, namesake}
    assert await earlier(name="", company="Nord") == {}
    assert await earlier(name="%_(", email="(") == {}
