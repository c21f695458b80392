"""Whoever is named becomes somebody: by id, or by name on a desk of its own."""

from __future__ import annotations

from datetime import UTC, datetime


async def test_an_id_that_nobody_has_met_is_a_person_without_a_name(meet):
    host = (await meet(hostId="US-ZZ123"))["host"]
    assert (host["id"], host["firstname"], host["lastname"]) == ("US-ZZ123", "", "")


async def test_a_name_becomes_a_person_with_an_id(meet):
    host = (await meet(hostId="Sofia  Marchetti"))["host"]
    assert (host["firstname"], host["lastname"]) == ("Sofia", "Marchetti")
    assert host["id"].startswith("US-")


async def test_the_same_name_in_any_case_is_the_same_person(meet, report):
    first = (await meet(hostId="Sofia Marchetti"))["host"]
    again = await meet(hostId="SOFIA MARCHETTI", userIds=["sofia marchetti", "Sofia Marchetti"])
    by_id = await report(notifierId=first["id"].lower(), agentId="sofia MARCHETTI")
    assert again["host"] == first
    assert again["users"] == [first]
    assert {by_id["notifier"]["id"], by_id["agent"]["id"]} == {first["id"]}
    assert by_id["agent"]["lastname"] == "Marchetti"


async def test_accents_tell_people_apart(meet):
    assert (await meet(hostId="José"))["host"]["id"] != (await meet(hostId="Jose"))["host"]["id"]


async def test_one_word_is_a_first_name(meet):
    host = (await meet(hostId="Security"))["host"]
    assert (host["firstname"], host["lastname"]) == ("Security", "")


async def test_a_new_id_is_never_one_that_somebody_typed(meet):
    made = [(await meet(hostId=f"Person {number}"))["host"]["id"] for number in range(3)]
    typed = "US-" + "".join(made[-1][3:])
    assert (await meet(hostId=typed))["host"]["lastname"] == "2"
    assert len({*made}) == 3


async def test_suppliers_are_met_like_people(report):
    by_name = (await report(supplierId="Aqualift Services"))["supplier"]
    assert by_name["name"] == "Aqualift Services"
    assert (await report(supplierId="aqualift services"))["supplier"] == by_name
    assert (await report(supplierId=by_name["id"]))["supplier"] == by_name
    assert (await report(supplierId="SU-XX999"))["supplier"]["name"] == ""


async def test_an_answer_tells_who_is_new_by_it(server, desk, meet, report):
    first = await meet(hostId="Sofia Marchetti")
    assert first["host"]["createdAt"] == first["createdAt"]
    server.state.context.now = lambda: datetime(2026, 3, 12, 8, 50, tzinfo=UTC)
    second = await meet(hostId="sofia marchetti", userIds=["Jonas Weber"])
    assert second["host"]["createdAt"] != second["createdAt"]
    assert second["users"][0]["createdAt"] == second["createdAt"]
    reported = await report(notifierId="Sofia Marchetti", agentId="Mei-Ling Chen")
    assert reported["notifier"]["createdAt"] != reported["createdAt"]
    assert reported["agent"]["createdAt"] == reported["createdAt"]
