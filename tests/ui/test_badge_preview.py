"""What the person who prints a badge sees and does."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.errors import FoyerError
from tests.ui.conftest import eventually
from tests.ui.dialog_hands import save_as
from tests.ui.hands import click, find, named, press, says
from tests.ui.test_badge import BADGE
from ui.badge.badge import Badge
from ui.badge.sheets import Paper
from ui.reception.badge_preview import BadgePreview
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField

TODAY = date(2026, 3, 12)
Printing = list[tuple[str, Paper]]
OpenPreview = Callable[..., BadgePreview]


@pytest.fixture
def printing(monkeypatch: pytest.MonkeyPatch) -> Printing:
    """What the system's printing was given: it takes everything, and its printers are two."""
    given: Printing = []

    async def take(badges: object, *, printer: str, paper: Paper) -> None:
        given.append((printer, paper))

    async def names() -> list[str]:
        return ["Zebra at Desk 1", "Laser on floor 2"]

    monkeypatch.setattr("ui.reception.badge_preview.print_badges", take)
    monkeypatch.setattr("ui.reception.badge_preview.printers", names)
    return given


@pytest.fixture
async def open_preview(
    tasks: Tasks, theme: Theme, told: list[FoyerError], qapp: QApplication
) -> AsyncIterator[OpenPreview]:
    qapp.setQuitOnLastWindowClosed(False)  # as the program does: quitting would stop the tests' loop
    window = QWidget()
    window.show()

    def open_one(
        *badges: Badge, printed_at: datetime | None = None, printer: str = "", paper: Paper = Paper.LABEL
    ) -> BadgePreview:
        preview = BadgePreview(
            badges=badges or (BADGE,),
            printed_at=printed_at,
            today=TODAY,
            printer=printer,
            paper=paper,
            tasks=tasks,
            theme=theme,
            parent=window,
        )
        preview.open()
        return preview

    yield open_one
    assert told == []
    window.close()
    await tasks.cancel()
    window.deleteLater()


async def test_enter_prints_on_the_desks_printer_and_paper_and_closes(
    open_preview: OpenPreview, printing: Printing
) -> None:
    preview = open_preview(printer="Zebra at Desk 1")
    done: list[tuple[str, str]] = []
    preview.printed.connect(lambda printer, paper: done.append((printer, paper)))
    press(preview, Qt.Key.Key_Return)
    await eventually(lambda: done)
    assert printing == [("Zebra at Desk 1", Paper.LABEL)]
    assert done == [("Zebra at Desk 1", "label")]
    await eventually(lambda: not isValid(preview))


async def test_another_paper_and_printer_can_be_chosen_by_the_keys(
    open_preview: OpenPreview, printing: Printing
) -> None:
    preview = open_preview(*(replace(BADGE, first_name=str(number)) for number in range(5)))
    assert find(preview, "Preview").accessibleDescription().startswith("0 Adébáyò, 1 Adébáyò")
    printer = find(preview, "Printer", ChoiceField)
    press(find(preview, "Paper", ChoiceField), Qt.Key.Key_End)
    await eventually(lambda: press(printer, Qt.Key.Key_End) or printer.value())
    press(printer, Qt.Key.Key_Return)
    await eventually(lambda: printing)
    assert printing == [("Laser on floor 2", Paper.A4)]


@pytest.mark.parametrize("way", ["Escape", "Cancel"])
async def test_it_is_closed_without_printing(open_preview: OpenPreview, printing: Printing, way: str) -> None:
    preview = open_preview()
    if way == "Escape":
        press(preview, Qt.Key.Key_Escape)
    else:
        click(preview, way)
    await eventually(lambda: not isValid(preview))
    assert printing == []


@pytest.mark.parametrize(
    ("printed_at", "words"),
    [
        (datetime(2026, 3, 12, 10, 2), "Printed at 10:02. Print again?"),  # noqa: DTZ001 (a wall time)
        (datetime(2026, 3, 11, 16, 47), "Printed on Wed 11 Mar at 16:47. Print again?"),  # noqa: DTZ001
    ],
)
async def test_a_badge_printed_before_says_when(
    open_preview: OpenPreview, printing: Printing, printed_at: datetime, words: str
) -> None:
    preview = open_preview(printed_at=printed_at)
    assert says(preview, words)
    assert named(preview, "Print") == []
    click(preview, "Print again")
    await eventually(lambda: printing)


async def test_a_pc_without_a_printer_says_so_and_can_still_save(
    open_preview: OpenPreview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{bound.getsockname()[1]}")
        preview = open_preview()
        await eventually(lambda: says(preview, "This PC has no printer."))
        click(preview, "Print")
        await eventually(lambda: says(preview, "Printing…"))
        assert not find(preview, "Print").isEnabled()
        await eventually(lambda: says(preview, "This PC has no printer."))
        assert find(preview, "Print").isEnabled()

    click(preview, "Save as PDF")
    await save_as(preview, tmp_path / "Visitor badge.pdf")
    await eventually(lambda: says(preview, "Saved as Visitor badge.pdf."))
    assert (tmp_path / "Visitor badge.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("scale", [1.0, 2.0])
async def test_it_fits_the_smallest_window(
    open_preview: OpenPreview, printing: Printing, theme: Theme, scale: float
) -> None:
    theme.change(scheme="dark", text_scale=scale)
    preview = open_preview(replace(BADGE, first_name="W" * 60), printed_at=datetime(2026, 3, 11, 16, 47))  # noqa: DTZ001
    assert preview.minimumSizeHint().width() <= 1024
    assert preview.minimumSizeHint().height() <= 700
