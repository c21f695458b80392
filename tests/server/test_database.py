"""The file: what was written is there tomorrow, and belongs to one server at a time."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.errors import BadSetting
from app.models.scans.code import is_code
from app.server.application import close, create
from app.server.storage.schema import SCHEMA


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'desk.db'}"


def _client(application):
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(application), base_url="http://desk.test/app/CO-DESK", trust_env=False
    )


async def test_what_was_written_is_there_tomorrow(url, meeting, ticket):
    key = {"Idempotency-Key": "1"}
    first = create(url, time_zone="Europe/Brussels")
    async with _client(first) as desk:
        met = (await desk.post("/vm/meetings", json=meeting | {"hostId": "Sofia Marchetti"}, headers=key)).json()
        reported = (await desk.post("/sd/tickets", json=ticket)).json()
    close(first)

    second = create(url, time_zone="Europe/Brussels")
    async with _client(second) as desk:
        assert (await desk.get(f"/vm/meetings/{met['id']}")).json() == met
        assert (await desk.get(f"/sd/tickets/{reported['id']}")).json() == reported
        same = await desk.post("/vm/meetings", json=meeting | {"hostId": "Sofia Marchetti"}, headers=key)
        assert same.json() == met
        new = await desk.post("/vm/meetings", json=meeting | {"hostId": "sofia marchetti"})
        assert new.json()["id"] != met["id"]
        assert new.json()["host"] == met["host"]
        assert new.json()["createdBy"] == met["createdBy"]
    close(second)


async def test_a_new_name_and_zone_of_the_site_reach_what_was_written_before(url, meeting, ticket):
    first = create(url, company_name="", time_zone="UTC")
    async with _client(first) as desk:
        met = (await desk.post("/vm/meetings", json=meeting | {"title": '"company":{'})).json()
        reported = (await desk.post("/sd/tickets", json=ticket)).json()
    close(first)

    second = create(url, company_name="Northgate House", time_zone="Europe/Brussels")
    async with _client(second) as desk:
        for path in (f"/vm/meetings/{met['id']}", f"/sd/tickets/{reported['id']}"):
            company = (await desk.get(path)).json()["company"]
            assert (company["name"], company["timezone"]) == ("Northgate House", "Europe/Brussels")
            assert company["createdAt"] == met["company"]["createdAt"]
    close(second)


async def test_a_series_stays_on_the_clock_of_the_zone_in_which_it_was_made(url):
    body = {"title": "x", "hostId": "US-G606", "recurrence": {"rrule": "FREQ=WEEKLY"}}
    times = {"startAt": "2026-03-23T09:00:00+01:00", "endAt": "2026-03-23T10:00:00+01:00"}
    first = create(url, time_zone="Europe/Brussels")
    async with _client(first) as desk:
        await desk.post("/vm/meetings", json=body | times)
    close(first)

    second = create(url, time_zone="UTC")
    async with _client(second) as desk:
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


def test_a_database_of_a_newer_foyer_is_not_touched(tmp_path, url):
    close(create(url))
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file, file:
        file.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    with pytest.raises(BadSetting, match="newer Foyer"):
        create(url)


async def test_a_database_of_the_first_schema_is_moved_on_with_all_that_is_in_it(tmp_path, url):
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file:
        file.executescript((Path(__file__).parent / "schema_1.sql").read_text())
        (document,) = file.execute("SELECT document FROM tickets").fetchone()
        named = document.replace(b"Water under goods lift B", "Guðrún O’Rell is locked in".encode())
        file.execute("UPDATE tickets SET document = ?, words = 'guðrun o’rell is locked in'", (named,))
        file.commit()
    for _ in range(2):  # moved on once, it stays so
        moved = create(url, company_name="Northgate House", time_zone="Europe/Brussels")
        async with _client(moved) as desk:
            (visit,) = (await desk.get("/vm/visits/2026-03-12")).json()["visits"]
            came = {"kind": "check-in", "at": "2026-03-12T09:00:00+01:00"}
            visit_after = await desk.post(
                f"/vm/visits/{visit['id']}/events", json=came, headers={"Idempotency-Key": "e-1"}
            )
            assert visit_after.json()["status"]["value"] == "Checked-in"
            assert (await desk.get("/sd/tickets")).json()["total"] == 1
            assert (await desk.get("/sd/tickets?q=gudrun+o'rell")).json()["total"] == 1
            assert (await desk.put("/vm/kiosks/Lobby", json={"troubles": []})).status_code == 200
        close(moved)
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file:
        assert file.execute("SELECT value FROM facts WHERE name = 'schema'").fetchall() == [(str(SCHEMA),)]


async def test_meetings_of_an_older_foyer_are_listed_by_their_days_whatever_their_rules(tmp_path, url, meeting):
    first = create(url, time_zone="Europe/Brussels")
    async with _client(first) as desk:
        for title, rule in (
            ("once", ""),
            ("daily", "FREQ=DAILY;COUNT=3"),
            ("twice", "FREQ=DAILY;BYDAY=TH"),
            ("odd", ""),
        ):
            body = meeting | {"title": title, "recurrence": {"rrule": rule}}
            assert (await desk.post("/vm/meetings", json=body)).status_code == 201
    close(first)
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file, file:
        _become_schema_4(file)
        _rewrite(file, "twice", "BYDAY=TH", "BYDAY=" + ",".join(["TH"] * 100))
        _rewrite(file, "odd", '"recurrence":null', '"recurrence":{"rrule":"FREQ=DAILY;BYMONTHDAY=77"}')
        _rewrite(file, "odd", "2026-03-12T11:00:00+01:00", "2199-03-12T11:00:00+01:00")
        file.execute("UPDATE meetings SET repeats = 1 WHERE instr(document, 'BYMONTHDAY=77')")

    second = create(url, time_zone="Europe/Brussels")
    async with _client(second) as desk:
        for day, titles in (
            ("2026-03-12", ["daily", "odd", "once", "twice"]),
            ("2026-03-13", ["daily", "odd"]),
            ("2026-03-19", ["odd", "twice"]),
            ("2027-03-12", ["odd"]),
            ("2027-03-14", []),
        ):
            listed = await desk.get("/vm/meetings", params={"from": day, "to": day})
            assert sorted(each["title"] for each in listed.json()) == titles, day
    close(second)
    close(create(url, time_zone="Europe/Brussels"))


async def test_events_of_an_older_foyer_say_nothing_of_the_terms(tmp_path, url, meeting, visitor):
    first = create(url, time_zone="Europe/Brussels")
    async with _client(first) as desk:
        await desk.post("/vm/meetings", json=meeting | {"visitors": [visitor]})
    close(first)
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file:
        file.executescript("ALTER TABLE events DROP COLUMN agrees; UPDATE facts SET value = '5' WHERE name = 'schema';")
    moved = create(url, time_zone="Europe/Brussels")
    async with _client(moved) as desk:
        (visit,) = (await desk.get("/vm/visits/2026-03-12")).json()["visits"]
        came = {"kind": "check-in", "at": "2026-03-12T09:00:00+01:00", "agreesToTerms": 1}
        after = await desk.post(f"/vm/visits/{visit['id']}/events", json=came)
        assert (visit["agreesToTerms"], after.json()["agreesToTerms"]) == (0, 1)
    close(moved)


async def test_whoever_called_the_reception_of_an_older_foyer_brought_nothing(tmp_path, url):
    first = create(url, time_zone="Europe/Brussels")
    async with _client(first) as desk:
        await desk.put("/vm/calls/C-1", json={"kiosk": "Lobby"})
    close(first)
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file:
        file.executescript(
            "ALTER TABLE reception_calls DROP COLUMN delivery; UPDATE facts SET value = '7' WHERE name = 'schema';"
        )
    moved = create(url, time_zone="Europe/Brussels")
    async with _client(moved) as desk:
        await desk.put("/vm/calls/C-2", json={"kiosk": "Lobby", "delivery": True})
        calls = (await desk.get("/vm/kiosks")).json()["calls"]
        assert sorted((call["id"], call["delivery"]) for call in calls) == [("C-1", False), ("C-2", True)]
    close(moved)


async def test_visitors_of_an_older_foyer_get_codes_that_stay(tmp_path, url, meeting, visitor):
    first = create(url, time_zone="Europe/Brussels")
    async with _client(first) as desk:
        made = await desk.post("/vm/meetings", json=meeting | {"visitors": [visitor, visitor]})
    codes = made.json()["visitorCodes"]
    assert [*codes] == [one["id"] for one in made.json()["visitors"]]
    assert len({*codes.values()}) == 2
    close(first)
    with closing(sqlite3.connect(tmp_path / "desk.db")) as file:
        for identity, document in file.execute("SELECT id, document FROM meetings").fetchall():
            before = {name: value for name, value in json.loads(document).items() if name != "visitorCodes"}
            file.execute("UPDATE meetings SET document = ? WHERE id = ?", (json.dumps(before).encode(), identity))
        file.execute("UPDATE facts SET value = '6' WHERE name = 'schema'")
        file.commit()
    given = []
    for _ in range(2):
        moved = create(url, time_zone="Europe/Brussels")
        async with _client(moved) as desk:
            (listed,) = (await desk.get("/vm/meetings", params={"from": "2026-03-12", "to": "2026-03-12"})).json()
        close(moved)
        given.append(listed["visitorCodes"])
    assert given[0] == given[1]
    assert given[0].keys() == codes.keys()
    assert all(map(is_code, given[0].values()))
    assert {*given[0].values()}.isdisjoint(codes.values())


def _become_schema_4(file):
    file.executescript("""
        ALTER TABLE meetings ADD COLUMN starts_at BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE meetings ADD COLUMN ends_at BIGINT NOT NULL DEFAULT 0;
        CREATE INDEX meetings_in_time ON meetings (ends_at, starts_at);
        DROP TABLE occurrences;
        DROP TABLE changes;
        UPDATE facts SET value = '4' WHERE name = 'schema';
    """)


def _rewrite(file, title, old, new):
    for identity, document in file.execute("SELECT id, document FROM meetings").fetchall():
        if f'"title":"{title}"'.encode() in document:
            changed = document.replace(old.encode(), new.encode())
            assert changed != document
            file.execute("UPDATE meetings SET document = ? WHERE id = ?", (changed, identity))


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
