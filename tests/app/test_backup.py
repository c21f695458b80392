"""`foyer backup` and `foyer restore`: all that was entered comes back, and nothing is sent twice or overwritten."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QLockFile

from app.__main__ import main
from app.models.operations import Kind, State, Write
from app.settings import EMBEDDED_FILE
from app.store.account import account_of
from app.store.backup.backup import back_up, copy_file
from app.store.backup.restoring import restore
from app.store.database import FILE_NAME, Database, log_of
from app.store.outbox import Outbox
from app.store.rescue.rescue import opened
from app.store.schema import STEPS
from ui.process.single_instance import LOCK_NAME

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)


def desk(folder: Path) -> tuple[Database, Outbox]:
    database, rescue = opened(folder / FILE_NAME)
    assert rescue is None
    return database, Outbox(database, account_of(database, "https://api.example.com", "CO-1"))


def enter(folder: Path, *titles: str) -> None:
    asyncio.run(_enter(folder, titles))


async def _enter(folder: Path, titles: tuple[str, ...]) -> None:
    database, outbox = desk(folder)
    for title in titles:
        await outbox.put([Write(title, Kind.TICKET, {"title": title})], NOW)
    database.close()


def enter_and_go_down(folder: Path, title: str) -> None:
    """Leaves what a desk leaves that is killed: the file, and the log with what was written last."""
    file = folder / FILE_NAME
    left: dict[Path, bytes] = {}

    async def put() -> None:
        database, outbox = desk(folder)
        await outbox.put([Write(title, Kind.TICKET, {"title": title})], NOW)
        left.update({part: part.read_bytes() for part in (file, log_of(file))})
        database.close()

    asyncio.run(put())
    for part, content in left.items():
        part.write_bytes(content)


def waiting(folder: Path) -> dict[str, State]:
    return asyncio.run(_waiting(folder))


async def _waiting(folder: Path) -> dict[str, State]:
    database, outbox = desk(folder)
    rows = await outbox.those("state != 'sent'")
    database.close()
    return {row.id: row.state for row in rows}


def serve(folder: Path, town: str) -> None:
    """A file of the desk's own server."""
    with closing(sqlite3.connect(folder / EMBEDDED_FILE)) as connection, connection:
        connection.execute("create table if not exists town (name text)")
        connection.execute("delete from town")
        connection.execute("insert into town values (?)", (town,))


def served(folder: Path) -> str:
    with closing(sqlite3.connect(folder / EMBEDDED_FILE)) as connection:
        return str(connection.execute("select name from town").fetchone()[0])


def run(*arguments: object) -> int:
    return main([str(one) for one in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


def test_what_is_attached_to_tickets_comes_back(folder: Path, backup: Path) -> None:
    enter(folder, "one")
    serve(folder, "Bruges")
    attached = folder / f"{EMBEDDED_FILE}.attachments" / ("0a" * 32)
    attached.parent.mkdir()
    attached.write_bytes(b"a photo")
    attached.with_suffix(".part").write_bytes(b"half of another")
    assert run("backup", backup, "--data-dir", folder) == 0
    with ZipFile(backup, "a") as packed:
        packed.writestr(f"{EMBEDDED_FILE}.attachments/../../{'0b' * 32}", b"elsewhere")
    for file in attached.parent.iterdir():
        file.unlink()
    assert run("restore", backup, "--data-dir", folder) == 0
    assert [file.read_bytes() for file in attached.parent.iterdir()] == [b"a photo"]
    assert not (folder.parent / ("0b" * 32)).exists()


def test_what_was_entered_comes_back_and_is_looked_for_before_it_is_sent(
    folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(folder, "one", "two")
    serve(folder, "Bruges")
    assert run("backup", backup, "--data-dir", folder) == 0
    assert capsys.readouterr().out == f"The backup is in {backup}\n"
    assert backup.stat().st_mode & 0o777 == 0o600
    enter(folder, "three")
    serve(folder, "Ghent")
    assert run("restore", backup, "--data-dir", folder) == 0
    words = capsys.readouterr().out
    assert f"{backup} is restored into {folder}\n" in words
    assert words.count("What was there before is ") == 2
    assert waiting(folder) == {"one": State.UNKNOWN, "two": State.UNKNOWN}
    assert served(folder) == "Bruges"
    (before,) = folder.glob("foyer-replaced-*.sqlite3")
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("select count(*) from outbox").fetchone() == (3,)


def test_it_comes_back_on_another_pc(folder: Path, backup: Path, tmp_path: Path) -> None:
    enter(folder, "one")
    assert run("backup", backup, "--data-dir", folder) == 0
    assert run("restore", backup, "--data-dir", tmp_path / "other") == 0
    assert list(waiting(tmp_path / "other")) == ["one"]


def test_what_a_killed_desk_wrote_last_is_in_it_and_its_log_is_not_added_to_what_comes_back(
    folder: Path, backup: Path
) -> None:
    enter_and_go_down(folder, "one")
    log_file = log_of(folder / FILE_NAME)
    before = log_file.read_bytes()
    assert run("backup", backup, "--data-dir", folder) == 0
    assert log_file.read_bytes() == before
    enter_and_go_down(folder, "two")
    assert run("restore", backup, "--data-dir", folder) == 0
    assert list(waiting(folder)) == ["one"]
    assert len(list(folder.glob("foyer-replaced-*-wal"))) == 1


def test_an_older_backup_is_replaced_and_nothing_else_ever(
    folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(folder, "one")
    for _ in range(2):
        assert run("backup", backup, "--data-dir", folder) == 0
    letter = backup.with_name("letter.txt")
    letter.write_text("Dear Ana")
    assert run("backup", letter, "--data-dir", folder) == 1
    assert "letter.txt is there already, and is no backup of Foyer's" in capsys.readouterr().err
    assert letter.read_text() == "Dear Ana"
    assert sorted(one.name for one in backup.parent.iterdir()) == ["backup.zip", "desk", "letter.txt"]


@pytest.mark.parametrize(
    ("where", "words"),
    [("nowhere/backup.zip", "can't be written: No such file or directory."), ("desk", "is no backup of Foyer's")],
)
def test_a_place_where_it_cannot_be_written_is_said(
    where: str, words: str, folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(folder, "one")
    assert run("backup", backup.parent / where, "--data-dir", folder) == 1
    assert words in capsys.readouterr().err


def test_where_there_is_no_desk_there_is_nothing_to_keep(
    folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup", backup, "--data-dir", folder) == 1
    assert f"there is no desk in {folder}" in capsys.readouterr().err
    assert not backup.exists()


def test_a_damaged_desk_is_no_backup(folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / FILE_NAME).write_bytes(b"no database at all " * 500)
    assert run("backup", backup, "--data-dir", folder) == 1
    assert "The backup backup.zip can't be written: file is not a database." in capsys.readouterr().err
    assert not backup.exists()


def _cut(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-200])


def _text(backup: Path) -> None:
    backup.write_text("Dear Ana")


def _gone(backup: Path) -> None:
    backup.unlink()


def _another_archive(backup: Path) -> None:
    with ZipFile(backup, "w") as archive:
        archive.writestr("letter.txt", "Dear Ana")


def _damaged(backup: Path) -> None:
    with ZipFile(backup, "w") as archive:
        archive.writestr(FILE_NAME, b"no database at all " * 500)


def _newer(backup: Path) -> None:
    file = backup.with_name("newer.sqlite3")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"pragma user_version = {len(STEPS) + 1}")
        connection.execute("create table more (one text)")
    with ZipFile(backup, "w") as archive:
        archive.write(file, FILE_NAME)
    file.unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_cut, "backup.zip is no backup of Foyer's, or was cut off."),
        (_text, "backup.zip is no backup of Foyer's, or was cut off."),
        (_gone, "The backup backup.zip can't be restored: No such file or directory."),
        (_another_archive, "backup.zip is no backup of Foyer's."),
        (_damaged, "backup.zip holds a damaged foyer.sqlite3: take another backup."),
        (_newer, "backup.zip was made by a newer Foyer: update this one first."),
    ],
)
def test_what_is_no_sound_backup_is_refused_and_the_desk_stays_as_it_is(
    spoil: Callable[[Path], None], words: str, folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(folder, "one")
    assert run("backup", backup, "--data-dir", folder) == 0
    spoil(backup)
    assert run("restore", backup, "--data-dir", folder) == 1
    assert words in capsys.readouterr().err
    assert waiting(folder) == {"one": State.WAITING}
    assert sorted(one.name for one in folder.iterdir() if one.name != LOCK_NAME) == [FILE_NAME]


def test_nothing_is_restored_under_the_hands_of_a_running_foyer(
    folder: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(folder, "one")
    assert run("backup", backup, "--data-dir", folder) == 0
    lock = QLockFile(str(folder / LOCK_NAME))
    assert lock.tryLock(0)
    assert run("restore", backup, "--data-dir", folder) == 1
    assert "Foyer is open on this data folder: close it first." in capsys.readouterr().err
    assert run("backup", backup, "--data-dir", folder) == 1
    assert "another Foyer holds this data folder and does not answer." in capsys.readouterr().err


def test_a_restore_that_was_broken_off_is_finished_by_the_next_start(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(folder, "one")
    desk_file = folder / FILE_NAME
    back_up(desk_file, lambda target: copy_file(desk_file, target), [], backup)
    enter(folder, "two")
    replace = Path.replace

    def goes_down(source: Path, target: Path) -> Path:
        if source.name == "foyer-rescued.sqlite3":
            raise KeyboardInterrupt
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", goes_down)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, folder, [])
    monkeypatch.undo()
    assert list(waiting(folder)) == ["one"]
