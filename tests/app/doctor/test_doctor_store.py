"""`foyer doctor` on the desk's own files: whatever state they are in, it writes nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.models.operations import Kind, Write
from app.store.account import account_of
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.rescue.rescue import opened

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A store that is open, with two changes that wait and one that the server refused."""
    database, _ = opened(tmp_path / "foyer.sqlite3")
    outbox = Outbox(database, account_of(database, "https://api.example.com", "CO-1"))
    rows = [Write(f"op{number}", Kind.TICKET, {"title": "Leak", "by": "Amélie Dubois"}) for number in range(3)]

    async def fill() -> None:
        await outbox.put(rows, NOW)
        await outbox.set_sending("op1", NOW)
        await outbox.set_rejected("op1", NOW, 422, "Amélie Dubois is unknown")

    asyncio.run(fill())
    yield database
    database.close()


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.iterdir()}


def test_what_a_running_foyer_has_open_is_left_alone(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    before = files(tmp_path)
    said = told()
    assert said["well"]
    assert said["store"]["condition"] == "in use by a running Foyer"
    assert said["store"]["outbox"] is None
    assert files(tmp_path) == before


def test_a_closed_store_is_read_and_not_touched(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    store.close()
    before = files(tmp_path)
    said = told()
    assert said["store"]["condition"] == "sound"
    assert {state: many for state, many in said["store"]["outbox"].items() if many} == {"waiting": 2, "rejected": 1}
    assert said["wrong"] == ["1 change was not taken by the server as they stand: open Foyer, and click Connection."]
    assert files(tmp_path) == before


def test_after_a_crash_what_is_in_the_log_is_counted_and_nothing_touched(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    for file in tmp_path.glob("foyer.sqlite3*"):
        shutil.copyfile(file, aside / file.name)
    store.close()
    assert (aside / "foyer.sqlite3-wal").stat().st_size
    before = files(aside)
    said = told("--data-dir", str(aside))
    assert said["store"]["condition"] == "sound"
    assert said["store"]["outbox"]["waiting"] == 2
    assert said["store"]["log_bytes"] > 0
    assert files(aside) == before


@pytest.mark.parametrize(
    ("content", "condition"),
    [(b"a text, and no database" * 300, "damaged"), (b"", "damaged"), (None, "damaged")],
)
def test_a_file_that_isnt_a_store(
    content: bytes | None, condition: str, told: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "foyer.sqlite3"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    said = told()
    assert said["store"]["condition"] == condition
    assert said["well"] == (condition == "sound")


def test_a_folder_that_cant_be_looked_into_is_no_folder_without_a_store(
    told: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    said = told("--data-dir", str(tmp_path / ("x" * 300)))
    assert said["store"]["condition"] == said["server"]["condition"] == "unreadable"
    assert "foyer.sqlite3 can't be read: look at who may read it, and at the disk." in said["wrong"]


def test_a_data_folder_that_cant_be_made_is_said(told: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    assert told("--data-dir", str(tmp_path / "new" / "desk"))["paths"]["data_folder_writable"]
    file = tmp_path / "file"
    file.touch()
    said = told("--data-dir", str(file / "desk"))
    assert not said["paths"]["data_folder_writable"]
    assert f"The data folder can't be made or looked into: look at {file}." in said["wrong"]


def test_a_damaged_store_and_a_damaged_server_file(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    store.close()
    file = tmp_path / "foyer.sqlite3"
    content = bytearray(file.read_bytes())
    content[4096 * 4 : 4096 * 12] = os.urandom(4096 * 8)
    file.write_bytes(content)
    (tmp_path / "desk-server.sqlite3").write_bytes(content[:9000])
    (tmp_path / "foyer-damaged-20260312-080000-000000.sqlite3").touch()
    said = told()
    assert said["wrong"] == [
        "foyer.sqlite3 is damaged: the next start sets it aside and carries over what can be read.",
        "desk-server.sqlite3 is damaged: it has to come from a backup.",
    ]
    assert said["store"]["set_aside"] == 1


def test_a_store_of_a_newer_foyer(told: Callable[..., dict[str, Any]], store: Database) -> None:
    store.write_now(lambda connection: connection.execute("pragma user_version = 99"))
    store.close()
    assert told()["wrong"] == ["foyer.sqlite3 was written by a newer Foyer: update this one."]
