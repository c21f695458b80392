"""One Foyer a data folder; a folder that nothing can be written to is said to be that, and not taken for a held one."""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from app.errors import DiskFull, StoreFailed
from ui.process import single_instance
from ui.process.hold import Hold
from ui.process.single_instance import SingleInstance

NO_FILE_GROWS = """
import resource, sys
from pathlib import Path
from app.errors import StoreFailed
from ui.process.single_instance import SingleInstance
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    SingleInstance(Path(sys.argv[1]))
except StoreFailed as error:
    print(error)
"""


class Unwritten(QLockFile):
    """As on a full disk."""

    def tryLock(self, timeout: int = 0) -> bool:  # type: ignore[override]
        return False

    def error(self) -> QLockFile.LockError:
        return QLockFile.LockError.UnknownError


def full(number: int = errno.ENOSPC, **_: Any) -> NoReturn:
    raise OSError(number, "no room")


@pytest.mark.usefixtures("qapp")
def test_the_second_one_is_not_taken(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert (first.taken, second.taken) == (True, False)
    first.let_go()
    assert SingleInstance(tmp_path).taken


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_to_be_full(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "QLockFile", Unwritten)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: full(number))
    with pytest.raises(DiskFull, match="the disk is full"):
        SingleInstance(tmp_path)


def test_the_lock_of_a_killed_foyer_on_a_full_disk(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Qt can't take it away there, so it looks as if somebody held it."""
    held = SingleInstance(tmp_path)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    hold = Hold(qapp, tmp_path)
    assert hold.take() == 1
    assert "the data folder can't be used: the disk is full." in capfd.readouterr().err
    held.let_go()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_a_folder_where_nothing_can_be_written_is_not_taken_for_a_held_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_FILE_GROWS, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert ended.stdout == f"{tmp_path} can't be written to: File too large\n"


@pytest.mark.usefixtures("qapp")
def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFailed, match="can't be made"):
        SingleInstance(tmp_path / "file")
