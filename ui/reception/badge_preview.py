"""*Badge*: what will be printed, on which paper and printer. It knows the badges and no service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import FoyerError, PrinterFailed, PrinterFault
from ui.badge.badge import Badge
from ui.badge.printing import print_badges, save_pdf
from ui.badge.sheets import Paper
from ui.badge.view import SheetsView
from ui.printing.printers import printers
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.dialogs.files import file_to_save
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.labels import Label
from ui.widgets.restyle import restyle
from ui.wording.dates import day_and_month
from ui.wording.messages import error_words

PAPERS = {Paper.LABEL.value: "Label 62 × 100 mm", Paper.A6.value: "A6", Paper.A4.value: "A4"}
_PANE = 280


class BadgePreview(QDialog):
    """Open it with `open()`. `printed` tells the printer's name, "" for the system's own, and the paper's, once the
    system has taken the badges; the preview closes then, and goes by itself whenever it is closed.

    `printed_at` is when they were printed before, in the zone in which it is to be read.
    """

    printed = Signal(str, str)

    def __init__(
        self,
        *,
        badges: Sequence[Badge],
        printed_at: datetime | None,
        today: date,
        printer: str,
        paper: Paper,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Badge" if len(badges) == 1 else "Badges")
        self._badges = badges
        self._desk_tasks, self._tasks = tasks, tasks.part()
        self._view = SheetsView(badges=badges, paper=paper, theme=theme)
        self._paper = ChoiceField(PAPERS, theme=theme)
        self._paper.set_value(paper.value)
        self._printer = ChoiceField({}, theme=theme, nothing="The system's printer")
        self._printer.set_value(printer)
        self._outcome = Label(variant="alarm", wrap=True)
        self._print = Button(
            "Print" if printed_at is None else "Print again", theme=theme, variant="primary", icon="printer"
        )
        self._print.setDefault(True)
        self._save = Button("Save as PDF", theme=theme)
        self._cancel = Button("Cancel", theme=theme)
        self._lay_out(theme, "" if printed_at is None else reprint_words(printed_at, today))
        self._paper.changed.connect(self._on_paper_changed)
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        self._cancel.clicked.connect(self.reject)
        self._print.setFocus()
        self._tasks.start(self._show_printers(), on_error=self._on_failed)

    def done(self, result: int) -> None:
        super().done(result)
        self._desk_tasks.start(self._go())

    def _lay_out(self, theme: Theme, warning: str) -> None:
        pane = QFrame()
        pane.setObjectName("pane")
        pane.setFixedWidth(theme.px(_PANE))
        inner = QWidget()
        around = QVBoxLayout(pane)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        whose = self._badges[0].name if len(self._badges) == 1 else f"{len(self._badges)} badges"
        column.addWidget(Label(whose, variant="person", wrap=True))
        if warning:
            column.addWidget(Label(warning, variant="warning", wrap=True))
        column.addWidget(Field("Paper", self._paper, theme=theme))
        column.addWidget(Field("Printer", self._printer, theme=theme))
        column.addStretch(1)
        column.addWidget(self._outcome)
        column.addWidget(self._print)
        others = QHBoxLayout()
        others.setSpacing(12)
        others.addWidget(self._save)
        others.addWidget(self._cancel)
        column.addLayout(others)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._view, 1)
        row.addWidget(pane)
        self.resize(theme.px(_PANE) + 440, 660)

    def _chosen_paper(self) -> Paper:
        return Paper(self._paper.value())

    def _on_paper_changed(self) -> None:
        self._view.show_paper(self._chosen_paper())

    def _on_print(self) -> None:
        self._tasks.start(self._print_them(), on_error=self._on_failed)

    def _on_save(self) -> None:
        self._tasks.start(self._save_them(), on_error=self._on_failed)

    def _on_failed(self, error: FoyerError) -> None:
        self._say(error_words(error))

    def _say(self, words: str, variant: str = "alarm") -> None:
        restyle(self._outcome, variant=variant)
        self._outcome.setText(words)

    async def _show_printers(self) -> None:
        names = await printers()
        self._printer.set_words({name: name for name in names})
        if not names:
            raise PrinterFailed(PrinterFault.NONE)

    async def _print_them(self) -> None:
        printer, paper = self._printer.value(), self._chosen_paper()
        self._say("Printing…", "muted")
        self._at_work(True)
        try:
            await print_badges(self._badges, printer=printer, paper=paper)
        finally:
            self._at_work(False)
        self.printed.emit(printer, paper.value)
        self.accept()

    async def _save_them(self) -> None:
        proposed = "Visitor badge.pdf" if len(self._badges) == 1 else "Visitor badges.pdf"
        file = await file_to_save(self, title="Save as PDF", proposed=proposed, kinds=("PDF (*.pdf)",))
        if file is None:
            return
        self._at_work(True)
        try:
            await save_pdf(self._badges, file, paper=self._chosen_paper())
        finally:
            self._at_work(False)
        self._say(f"Saved as {file.name}.", "good")

    def _at_work(self, working: bool) -> None:
        for button in (self._print, self._save):
            button.setEnabled(not working)
        if not working and self.isVisible():
            self._print.setFocus()

    async def _go(self) -> None:
        """Its own tasks end first: none may touch what is gone."""
        await self._tasks.cancel()
        if isValid(self):  # the window that it belongs to may have gone meanwhile
            self.deleteLater()


def reprint_words(printed_at: datetime, today: date) -> str:
    when = f"at {printed_at:%H:%M}"
    if printed_at.date() != today:
        when = f"on {day_and_month(printed_at.date())} {when}"
    return f"Printed {when}. Print again?"
