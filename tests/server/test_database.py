"""The file: what was written is there tomorrow, and belongs to one server at a time."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.errors import BadSetting
from app.server.application import close, create
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.tickets import ticket_documents
from tests.server.asking import desk_of


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'desk.db'}"


async def test_what_was_written_is_there_tomorrow(url, meeting, ticket):
    key = {"Idempotency-Key": "1"}
    first = create(url, time_zone="Europe/Brussels")
    async with desk_of(first) as desk:
        met = (await desk.post("/vm/meetings", json=meeting | {"hostId": "Sofia Marchetti"}, headers=key)).json()
        reported = (await desk.post("/sd/tickets", json=ticket)).json()
    close(first)

    second = create(url, time_zone="Europe/Brussels")
    async with desk_of(second) as desk:
        assert (await desk.get(f"/vm/meetings/{met['id']}")).json() == met
        assert (await desk.get(f"/sd/tickets/{reported['id']}")).json() == reported
        same = await desk.post("/vm/meetings", json=meeting | {"hostId": "Sofia Marchetti"}, headers=key)
        assert same.json() == met
        new = await desk.post("/vm/meetings", json=meeting | {"hostId": "sofia marchetti"})
        assert new.json()["id"] != met["id"]
        assert new.json()["host"] == met["host"]
        assert new.json()["createdBy"] == met["createdBy"]
    close(second)


@pytest.mark.parametrize("change", ["PUT", "DELETE", "close"])
async def test_a_change_whose_answer_was_lost_with_the_server_is_the_same_tomorrow(url, meeting, change):
    method, path = ("POST", "/close") if change == "close" else (change, "")
    body = meeting | {"startAt": "2020-03-02T09:00:00Z", "endAt": "2020-03-02T10:00:00Z"}
    body |= {"recurrence": {"rrule": "FREQ=DAILY"}}
    first = create(url, time_zone="Europe/Brussels")
    async with desk_of(first) as desk:
        made = (await desk.post("/vm/meetings", json=body)).json()
    close(first)

    answers = []
    for _ in range(2):
        application = create(url, time_zone="Europe/Brussels")
        async with desk_of(application) as desk:
            answers.append(
                await desk.request(
                    method,
                    f"/vm/meetings/{made['id']}{path}",
                    json=body | {"title": "Roof survey"} if change == "PUT" else None,
                    headers={"Idempotency-Key": "op-1", "If-Match": f'"{made["revision"]}"'},
                )
            )
        close(application)
    first, again = answers
    assert first.is_success
    assert (again.status_code, again.content) == (first.status_code, first.content)


async def test_a_new_name_and_zone_of_the_site_reach_what_was_written_before(url, meeting, ticket):
    first = create(url, company_name="", time_zone="UTC")
    async with desk_of(first) as desk:
        met = (await desk.post("/vm/meetings", json=meeting | {"title": '"company":{'})).json()
        reported = (await desk.post("/sd/tickets", json=ticket)).json()
        kept = _documents(first)
    close(first)

    second = create(url, company_name="Northgate House", time_zone="Europe/Brussels")
    assert _documents(second) == kept
    async with desk_of(second) as desk:
        for path in (f"/vm/meetings/{met['id']}", f"/sd/tickets/{reported['id']}"):
            company = (await desk.get(path)).json()["company"]
            assert (company["name"], company["timezone"]) == ("Northgate House", "Europe/Brussels")
            assert company["createdAt"] == met["company"]["createdAt"]
    close(second)


def _documents(application):
    """What of meetings and tickets is in the file."""
    with application.state.context.database.reading() as connection:
        return [connection.scalars(select(table.c.document)).all() for table in (meetings, ticket_documents)]


async def test_a_series_stays_on_the_clock_of_the_zone_in_which_it_was_made(url):
    body = {"title": "x", "hostId": "US-G606", "recurrence": {"rrule": "FREQ=WEEKLY"}}
    times = {"startAt": "2026-03-23T09:00:00+01:00", "endAt": "2026-03-23T10:00:00+01:00"}
    first = create(url, time_zone="Europe/Brussels")
    async with desk_of(first) as desk:
        await desk.post("/vm/meetings", json=body | times)
    close(first)

    second = create(url, time_zone="UTC")
    async with desk_of(second) as desk:
        listed = await desk.get("/vm/meetings", params={"from": "2026-03-30", "to": "2026-03-30"})
        assert listed.json()[0]["startAt"] == "2026-03-30T09:00:00+02:00"
    close(second)


def test_another_companys_database_is_not_served(url):
    close(create(url, company_id="CO-A", time_zone="UTC"))
    with pytest.raises(BadSetting, match=r"to CO-A, not to CO-B\. For CO-A start with --company CO-A"):
        create(url, company_id="CO-B", time_zone="UTC")
    close(create(url, company_id="CO-A", time_zone="UTC"))


def test_a_zone_that_nobody_names_has_to_be_the_databases(url, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Brussels")
    close(create(url, time_zone=None))
    close(create(url, time_zone=None))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with pytest.raises(BadSetting, match="Start with --time-zone Europe/Brussels; --time-zone Asia/Tokyo moves"):
        create(url, time_zone=None)
    moved = create(url, time_zone="Asia/Tokyo")
    assert moved.state.context.zone.key == "Asia/Tokyo"
    close(moved)


def test_a_name_that_nobody_gives_stays(url):
    for given, name in ((None, "Foyer"), ("Northgate House", "Northgate House"), (None, "Northgate House")):
        application = create(url, company_name=given, time_zone="UTC")
        assert application.state.context.company["name"] == name
        close(application)


def test_a_file_that_another_server_holds_is_left_alone(url):
    first = create(url)
    with pytest.raises(BadSetting, match="another program is using it"):
        create(url)
    close(first)
    close(create(url))


def test_commits_survive_a_power_cut(tmp_path, url):
    application = create(url)
    with application.state.context.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    close(application)


@pytest.mark.parametrize(
    ("database", "reason"),
    [
        ("sqlite:////no/such/folder/desk.db", "unable to open database file"),
        ("nonsense", "Could not parse"),
        ("postgresql+nodriver://desk:hidden@localhost/foyer", "can't be opened"),
    ],
)
def test_a_database_that_cannot_be_opened(database, reason):
    with pytest.raises(BadSetting, match=reason) as caught:
        create(database)
    assert "hidden" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path, url):
    (tmp_path / "desk.db").write_text("not a database at all, but long enough to be looked at as one" * 20)
    with pytest.raises(BadSetting, match="not a database"):
        create(url)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc/passwd", "Europe"])
def test_a_zone_that_there_is_not(zone):
    with pytest.raises(BadSetting, match="There is no time zone"):
        create("sqlite://", time_zone=zone)


@pytest.mark.parametrize(
    ("variable", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), (":Europe/Paris", "Europe/Paris"), ("X3", "UTC")]
)
def test_the_zone_of_this_pc_when_none_is_named(monkeypatch, variable, zone):
    monkeypatch.setenv("TZ", variable)
    application = create("sqlite://")
    assert application.state.context.zone.key == zone
    close(application)
