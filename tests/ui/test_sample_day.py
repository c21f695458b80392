"""The sample day writes into its throw-away folder alone: who looks around changes nothing of this PC's own desk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from app.settings import Settings
from app.system.credentials import Credentials
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, column, find, named, says, write
from ui.compose import DeskApp, Profile
from ui.process.start import Start, used
from ui.theme import Theme

OWN = Settings()


@pytest.fixture
def throwaway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where throw-away folders are made."""
    folder = tmp_path.parent / f"{tmp_path.name}-throwaway"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def visitors(desk: DeskApp) -> list[str]:
    tables = named(desk.window, "Visitors", QTableView)
    return column(tables[0], "Visitor") if tables else []


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def saved(desk: DeskApp) -> None:
    """Sets another look and name, and saves."""
    desk.window.go_to("Settings")
    write(find(desk.window, "Name of this desk"), "Sample desk")
    write(find(desk.window, "Look"), "Dark")
    before = desk.window
    click(desk.window.page(), "Save")
    await eventually(lambda: desk.window is not before)


async def test_what_is_saved_in_the_sample_is_no_setting_of_the_real_desk(
    open_desk: OpenDesk, throwaway: Path, tmp_path: Path
) -> None:
    desk = open_desk(OWN, sample=True)
    await eventually(lambda: len(visitors(desk)) == 40)
    await saved(desk)
    desk.window.go_to("Today")
    await eventually(lambda: len(visitors(desk)) == 40)
    assert named(desk.window, "Leave the sample day")
    await desk.close()
    assert content(tmp_path) == {}


async def test_a_desk_that_looked_around_is_as_it_was_before(
    open_desk: OpenDesk, throwaway: Path, tmp_path: Path
) -> None:
    desk = open_desk(OWN)
    await eventually(lambda: says(desk.window, "Nobody is expected"))
    click(desk.window, "Look around with a sample day")
    await eventually(lambda: len(visitors(desk)) == 40)
    await saved(desk)
    sample = desk.window
    click(sample, "Leave the sample day")
    await eventually(lambda: desk.window is not sample and says(desk.window, "Nobody is expected"))
    assert not (tmp_path / "foyer.toml").exists()
    desk.window.go_to("Settings")
    assert not says(desk.window, "Dark")
    assert find(desk.window, "Name of this desk", QLineEdit).text() != "Sample desk"


async def test_a_start_with_the_sample_takes_hold_of_the_real_folder_only_when_it_is_left(
    qapp: QApplication, theme: Theme, throwaway: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real"
    profile = Profile(OWN, real / "foyer.toml", real, Credentials(real))
    start = Start(OWN, real / "foyer.toml", real, "", sample=True, page="today", size=(1024, 700))
    seen: list[str] = []

    def take() -> int | None:
        seen.append("taken")
        return None

    async def use(front: object) -> int | Profile:
        assert isinstance(front, DeskApp)
        if "taken" in seen:
            await eventually(lambda: says(front.window, "Nobody is expected"))
            return 0
        await eventually(lambda: len(visitors(front)) == 40)
        assert not real.exists()
        click(front.window, "Leave the sample day")
        following = await front.closed()
        assert following is profile
        return following

    assert await used(qapp, profile, theme, start, use, take) == 0
    assert seen == ["taken"]


async def test_one_that_another_foyer_holds_is_not_opened_beside_it(
    qapp: QApplication, theme: Theme, throwaway: Path, tmp_path: Path
) -> None:
    profile = Profile(OWN, tmp_path / "foyer.toml", tmp_path, Credentials(tmp_path))
    start = Start(OWN, tmp_path / "foyer.toml", tmp_path, "", sample=True, page="today", size=(1024, 700))

    async def use(front: object) -> int | Profile:
        assert isinstance(front, DeskApp)
        click(front.window, "Leave the sample day")
        following = await front.closed()
        assert following is not None
        return following

    assert await used(qapp, profile, theme, start, use, lambda: 1) == 1
    assert content(tmp_path) == {}
