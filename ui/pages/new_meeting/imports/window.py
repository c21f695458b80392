"""*Paste visitors* and *Import visitors*: a list is read, shown and checked before any of it goes into the form."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.errors import FileFailed, FoyerError
from app.models.drafts import VisitorDraft
from app.services.imports.imported_table import ImportedTable, table_of_file, table_of_text
from app.services.imports.list_source import Reading
from app.services.imports.visitor_columns import FIELDS, FULL_NAME
from app.services.imports.visitor_rows import VisitorRow, read_visitors, sample_file, text_of_rows
from app.system.whole_file import SHARED, write_whole
from ui.pages.new_meeting.imports.columns import FIELD_NAMES, reason_words, titles_of
from ui.pages.new_meeting.imports.review import VisitorReview
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.dialogs.files import file_to_open, file_to_save
from ui.widgets.dialogs.import_dialog import ImportDialog
from ui.widgets.file_drop import FileDrop
from ui.wording.messages import error_words
from ui.wording.people_words import counted

_KINDS = ("Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods)", "All files (*)")
_SAMPLE_KINDS = ("CSV (*.csv)",)
_SIZE = (1240, 760)


class ImportVisitors(ImportDialog):
    """`invited` gives those in the form, so that nobody comes twice. `added` hands over the visitors that are ready;
    rows with something wrong stay here with their reason until the window is closed.
    """

    added = Signal(object)

    def __init__(
        self,
        title: str,
        *,
        invited: Callable[[], Sequence[VisitorDraft]],
        country: str,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        self._copy = Button("Copy the rest", theme=theme, icon="copy")
        self._add = Button("Add visitors", theme=theme, variant="primary", icon="plus", hint="Ctrl+Enter")
        super().__init__(title, take=self._add, more=(self._copy,), size=_SIZE, tasks=tasks, theme=theme, parent=parent)
        self._invited = invited
        self._country = country
        self._theme = theme
        self._rows: list[VisitorRow] = []
        self._gone: set[int] = set()
        self._review: VisitorReview | None = None
        self._choose = Button("Choose a file", theme=theme, variant="primary", icon="import")
        self._sample = Button("Save a sample file", theme=theme, icon="download")
        self._again = Button("Paste again", theme=theme, variant="primary", icon="paste")
        self._connect()
        self._show_rows([])

    def paste(self) -> None:
        """Reads what was copied; the clipboard is looked at only now."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.do(self._taken(lambda: table_of_text(text), (self._again,)))
        else:
            words = "Copy rows in a spreadsheet or addresses in an email, then paste again."
            self.start.say("Nothing was copied", words, (self._again,))

    def choose(self) -> None:
        """Asks for a file and reads it."""
        self._say_what_can_be_imported()
        self.do(self._choose_and_read())

    def read(self, path: Path) -> None:
        self.do(self._taken(lambda: table_of_file(path), (self._choose, self._sample)))

    async def _choose_and_read(self) -> None:
        path = await file_to_open(self, title="Choose a list of visitors", kinds=_KINDS)
        if path:
            await self._taken(lambda: table_of_file(path), (self._choose, self._sample))

    async def _taken(self, read: Callable[[], ImportedTable], ways_on: tuple[Button, ...]) -> None:
        try:
            table = await asyncio.to_thread(read)
        except FoyerError as error:
            self.start.say("This can't be imported", error_words(error), ways_on)
            self._show_rows([])
            self.show_start()
            return
        await self._show_review(table)

    async def _show_review(self, table: ImportedTable) -> None:
        """Its rows are in it before it is seen."""
        review = VisitorReview(table, theme=self._theme)
        review.changed.connect(lambda: self.do(self._check(review)))
        review.heading_chosen.connect(self._on_heading_chosen)
        review.reading_chosen.connect(self._on_reading_chosen)
        await self._check(review)
        self._review = review
        self.show_read(review)
        review.view.setFocus()

    async def _check(self, review: VisitorReview) -> None:
        rows = await asyncio.to_thread(
            read_visitors,
            review.table(),
            invited=self._invited(),
            country=self._country,
            rules=review.rules(),
        )
        rows = [row for row in rows if row.number not in self._gone]
        review.show_rows(rows)
        self._show_rows(rows)

    def _show_rows(self, rows: list[VisitorRow]) -> None:
        """What can be done with the rows, and what becomes of the others."""
        self._rows = rows
        ready = sum(row.ready for row in rows)
        rest = len(rows) - ready
        words = f"Add {counted(ready, 'visitor')}"
        self._add.setText(words)
        self._add.setAccessibleName(words)
        self._add.setEnabled(ready > 0)
        self._copy.setEnabled(rest > 0)
        stays = f"{counted(rest, 'row')} {'stays' if rest == 1 else 'stay'} in this window." if rest else ""
        added = f"{counted(len(self._gone), 'visitor')} added. " if self._gone else ""
        self.words.setText(added + stays)

    def _on_heading_chosen(self, is_heading: bool) -> None:
        assert self._review
        table = self._review.table()
        self.do(self._show_review(table.with_heading(table.first_row if is_heading else None)))

    def _on_reading_chosen(self, reading: Reading) -> None:
        """Rows that were added already are known by the form: their numbers may be those of others now."""
        assert self._review
        table = self._review.table()
        self._gone.clear()
        self.do(self._taken(lambda: table.read_as(reading), (self._choose,) if table.source.name else (self._again,)))

    def _on_add(self) -> None:
        assert self._review
        ready = [row for row in self._rows if row.ready]
        self._gone |= {row.number for row in ready}
        self.added.emit([row.visitor for row in ready])
        rest = [row for row in self._rows if not row.ready]
        if not rest:
            self.accept()
            return
        self._review.show_rows(rest)
        self._show_rows(rest)

    def _on_copy(self) -> None:
        assert self._review
        table = self._review.table()
        rest = [row for row in self._rows if not row.ready]
        names = [
            FIELD_NAMES.get(field, title) for field, title in zip(table.fields, titles_of(table.headings), strict=True)
        ]
        text = text_of_rows(rest, [reason_words(row) for row in rest], names)
        QGuiApplication.clipboard().setText(text)
        self.words.setText(f"{counted(len(rest), 'row')} copied, with the reason behind each.")

    async def _save_sample(self) -> None:
        path = await file_to_save(self, title="Save a sample file", proposed="visitors.csv", kinds=_SAMPLE_KINDS)
        if path is None:
            return
        decimal_comma = QLocale().decimalPoint() == ","
        names = {field: FIELD_NAMES[field] for field in FIELDS if field != FULL_NAME}
        sample = sample_file(names, delimiter=";" if decimal_comma else ",")  # what Excel of that country opens
        try:
            await asyncio.to_thread(write_whole, path, sample, rights=SHARED)
        except OSError as error:
            failed = FileFailed(f"{path.name} can't be written: {error.strerror or error}.")
            self.start.say("The sample was not saved", error_words(failed), (self._choose, self._sample))
        else:
            words = f"Fill in {path.name}, one visitor a row, then choose it here."
            self.start.say("The sample was saved", words, (self._choose, self._sample))

    def _say_what_can_be_imported(self) -> None:
        words = (
            "A CSV file or a spreadsheet (XLSX, XLS, ODS), one visitor a row. You see it before it goes into the form."
        )
        self.start.say("Choose a list of visitors", words, (self._choose, self._sample))

    def _connect(self) -> None:
        self._choose.clicked.connect(self.choose)
        self._sample.clicked.connect(lambda: self.do(self._save_sample()))
        self._again.clicked.connect(self.paste)
        self._copy.clicked.connect(self._on_copy)
        self._add.clicked.connect(self._on_add)
        FileDrop(self).dropped.connect(self.read)
