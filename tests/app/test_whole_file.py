"""A small file is written whole or not at all, with the rights that it should have, and nothing lies beside it."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.system.whole_file import PRIVATE, SHARED, write_whole

NO_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
RIGHTS = [None, PRIVATE, SHARED]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.toml"


def rights_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def left_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def failing(number: int, *, of: Callable[[int], bool]) -> Callable[[int], None]:
    """A sync that fails for the files `of` that kind: what `stat` says of them."""
    sync = os.fsync

    def fsync(handle: int) -> None:
        if of(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        sync(handle)

    return fsync


@contextmanager
def not_allowed_in(folder: Path) -> Iterator[None]:
    """Root may write wherever it wants, so the test is nobody for the moment."""
    root = os.geteuid() == 0
    before = rights_of(folder)
    folder.chmod(0o555)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(before)


@pytest.mark.parametrize("rights", RIGHTS)
def test_the_newer_stands_in_the_place_of_the_older(file: Path, rights: int | None) -> None:
    write_whole(file, b"older and longer", rights=rights)
    write_whole(file, b"newer\r\n", rights=rights)
    assert left_in(file.parent) == {file.name: b"newer\r\n"}


@NO_WINDOWS
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o277])
@pytest.mark.parametrize("rights", [PRIVATE, SHARED])
def test_it_has_the_rights_that_were_asked_for(file: Path, rights: int, umask: int) -> None:
    file.write_bytes(b"older")
    file.chmod(0o660)
    before = os.umask(umask)
    try:
        write_whole(file, b"newer", rights=rights)
    finally:
        os.umask(before)
    assert rights_of(file) == rights


@NO_WINDOWS
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o664])
def test_an_older_file_keeps_its_own_rights(file: Path, rights: int) -> None:
    file.write_bytes(b"older")
    file.chmod(rights)
    write_whole(file, b"newer")
    assert rights_of(file) == rights


@NO_WINDOWS
def test_a_new_file_gets_the_rights_of_any_new_file(file: Path) -> None:
    another = file.with_name("another")
    another.write_bytes(b"")
    write_whole(file, b"new")
    assert rights_of(file) == rights_of(another)


@NO_WINDOWS
def test_a_secret_is_never_there_for_others_to_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        seen.append(os.fstat(handle).st_mode)
        sync(handle)

    monkeypatch.setattr("app.system.whole_file.os.fsync", fsync)
    write_whole(file, b"secret", rights=PRIVATE)
    assert [stat.S_IMODE(mode) for mode in seen if stat.S_ISREG(mode)] == [PRIVATE]
    assert any(map(stat.S_ISDIR, seen)), "the folder wasn't synced"


@NO_WINDOWS
@pytest.mark.parametrize("rights", RIGHTS)
def test_a_link_is_replaced_and_what_it_points_to_is_left(file: Path, tmp_path: Path, rights: int | None) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"another's")
    file.symlink_to(other)
    write_whole(file, b"newer", rights=rights)
    assert not file.is_symlink()
    assert left_in(tmp_path) == {"other": b"another's", file.name: b"newer"}


@NO_WINDOWS
def test_a_link_to_nothing_is_replaced(file: Path, tmp_path: Path) -> None:
    file.symlink_to(tmp_path / "gone")
    write_whole(file, b"newer")
    assert left_in(tmp_path) == {file.name: b"newer"}


@pytest.mark.parametrize("rights", RIGHTS)
def test_a_full_disk_leaves_the_older_and_nothing_beside(
    file: Path, monkeypatch: pytest.MonkeyPatch, rights: int | None
) -> None:
    file.write_bytes(b"older")
    monkeypatch.setattr("app.system.whole_file.os.fsync", failing(errno.ENOSPC, of=stat.S_ISREG))
    with pytest.raises(OSError, match=r"No space left on device"):
        write_whole(file, b"newer", rights=rights)
    assert left_in(file.parent) == {file.name: b"older"}


@NO_WINDOWS
@pytest.mark.parametrize("rights", RIGHTS)
def test_who_may_not_write_there_changes_nothing(file: Path, rights: int | None) -> None:
    file.write_bytes(b"older")
    with not_allowed_in(file.parent), pytest.raises(PermissionError):
        write_whole(file, b"newer", rights=rights)
    assert left_in(file.parent) == {file.name: b"older"}


def test_a_folder_in_the_place_of_the_file_is_an_error_and_leaves_nothing_beside(file: Path) -> None:
    file.mkdir()
    with pytest.raises(OSError, match=r"."):
        write_whole(file, b"newer")
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "gone" / "file", b"new")
    assert left_in(tmp_path) == {}


@NO_WINDOWS
@pytest.mark.parametrize("number", [errno.EINVAL, errno.EOPNOTSUPP])
def test_a_folder_that_cant_be_synced_is_no_error(file: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("app.system.whole_file.os.fsync", failing(number, of=stat.S_ISDIR))
    write_whole(file, b"newer")
    assert left_in(file.parent) == {file.name: b"newer"}


@NO_WINDOWS
def test_a_disk_that_fails_for_the_folder_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.system.whole_file.os.fsync", failing(errno.EIO, of=stat.S_ISDIR))
    with pytest.raises(OSError, match=r"Input/output error"):
        write_whole(file, b"newer")


def test_what_a_killed_writing_left_behind_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / ".token.new").write_text("half a secret")
    write_whole(tmp_path / "token", b"whole", rights=PRIVATE)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"token": b"whole"}
