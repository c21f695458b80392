"""`foyer backup` beside a running Foyer: the one that holds the data folder writes it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.operations import Kind
from app.store.backup.restoring import restore
from app.store.database import FILE_NAME
from app.store.rescue.inspection import inspected
from tests.fake_server import FakeServer
from tests.ui.conftest import OpenDesk
from tests.ui.waiting_desk import MEETINGS, NO_NETWORK, meeting_body
from ui.process.single_instance import SingleInstance

ROOT = Path(__file__).parents[2]


@pytest.fixture
def only(tmp_path: Path) -> Iterator[SingleInstance]:
    only = SingleInstance(tmp_path)
    yield only
    only.let_go()


async def foyer(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A program of its own, while this one goes on."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.parametrize("sample", [False, True], ids=["a desk", "a sample day in its place"])
async def test_the_running_one_writes_it(
    sample: bool, open_desk: OpenDesk, server: FakeServer, only: SingleInstance, tmp_path: Path
) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    desk = open_desk()
    await desk.services.sync.put("op-1", Kind.MEETING, meeting_body("Board lunch"))
    if sample:
        await desk.close()
        desk = open_desk(sample=True)
    raised: list[None] = []
    only.on_second_start(lambda: raised.append(None), desk.back_up)
    file = tmp_path / "desk.zip"
    ended = await foyer("backup", file, "--data-dir", tmp_path)
    assert (ended.returncode, ended.stderr, raised) == (0, "", [])
    restore(file, tmp_path / "other", [])
    outbox = inspected(tmp_path / "other" / FILE_NAME, seconds=60).outbox
    assert outbox is not None
    assert outbox["unknown"] == 1


async def test_why_it_cannot_is_said_where_it_was_asked_for(
    open_desk: OpenDesk, only: SingleInstance, tmp_path: Path
) -> None:
    desk = open_desk()
    only.on_second_start(lambda: None, desk.back_up)
    ended = await foyer("backup", tmp_path / "nowhere" / "desk.zip", "--data-dir", tmp_path)
    assert ended.returncode == 1
    assert "The backup desk.zip can't be written: No such file or directory." in ended.stderr


async def test_a_second_start_raises_the_window_of_the_first(only: SingleInstance, tmp_path: Path) -> None:
    raised = asyncio.Event()
    only.on_second_start(raised.set, lambda file, answer: None)
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.process.single_instance import SingleInstance
application = QCoreApplication([])
only = SingleInstance(Path({str(tmp_path)!r}))
sys.exit(0 if not only.taken and only.raise_first() else 1)
"""
    ended = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], cwd=ROOT, check=False)
    assert (ended.returncode, raised.is_set()) == (0, True)
