"""*Print* and *Export* of the list that a page shows: on the system's printer, as PDF, as XLSX and as CSV."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.paper.csv_file import csv_of
from app.paper.sheet import Sheet
from ui.reception.paper.taken_along import pdf, printed, saved
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.menu import MenuEntry, open_menu

PRINT_KEYS, EXPORT_KEYS = "Ctrl+P", "Ctrl+Shift+E"

_EXPORT_WORDS = f"Export this list ({EXPORT_KEYS})"


class FileKind(Struct, frozen=True):
    """`content` gives the bytes of a sheet."""

    word: str
    ending: str
    content: Callable[[Sheet], Awaitable[bytes]]


class ListPaper(QObject):
    """`sheet` gives what is listed as it is now. The keys are heard wherever the focus is on `page`, while a pair of
    buttons is in sight. `done` carries words about what was just done.
    """

    done = Signal(str)

    def __init__(
        self,
        sheet: Callable[[], Awaitable[Sheet]],
        *,
        tasks: Tasks,
        theme: Theme,
        page: QWidget,
        print_keys: str = PRINT_KEYS,
    ) -> None:
        super().__init__(page)
        self._sheet = sheet
        self._tasks = tasks
        self._theme = theme
        self._page = page
        self._print_keys = print_keys
        self._busy = False
        self._lacking = ""
        self._pairs: list[tuple[Button, Button]] = []
        for place, keys in enumerate((print_keys, EXPORT_KEYS)):
            QShortcut(QKeySequence(keys), page).activated.connect(partial(self._press, place))

    def buttons(self) -> tuple[Button, Button]:
        """*Print* and *Export*, to be put where the page wants them; another pair for each place."""
        button = partial(Button, theme=self._theme, variant="icon")
        to_print = button("Print", icon="printer", hint=self._print_keys)
        to_export = button("Export", icon="download", hint=EXPORT_KEYS)
        to_print.clicked.connect(lambda: self._begin(self._printed))
        to_export.clicked.connect(lambda: self._on_export(to_export))
        self._pairs.append((to_print, to_export))
        self._enable()
        return to_print, to_export

    def rest(self, why: str) -> None:
        """The buttons rest while there is no list yet, and say why; "" once there is one."""
        self._lacking = why
        self._enable()

    def _press(self, place: int) -> None:
        seen = (pair[place] for pair in self._pairs if pair[place].isVisible())
        if (button := next(seen, None)) is not None:
            button.click()

    def _on_export(self, button: Button) -> None:
        open_menu(self._entries(), button.mapToGlobal(QPoint(0, button.height())), parent=self._page)

    def _entries(self) -> Iterator[MenuEntry]:
        for kind in KINDS:
            yield MenuEntry(kind.word, "", partial(self._begin, partial(self._exported, kind)))

    def _begin(self, do: Callable[[Sheet], Awaitable[str]]) -> None:
        """One at a time: what is being printed isn't printed again meanwhile."""
        self._busy = True
        self._enable()
        self._tasks.start(self._done(do))

    async def _done(self, do: Callable[[Sheet], Awaitable[str]]) -> None:
        try:
            words = await do(await self._sheet())
        finally:
            self._busy = False
            self._enable()
        if words:
            self.done.emit(words)

    def _enable(self) -> None:
        for pair in self._pairs:
            for button, words in zip(pair, (f"Print this list ({self._print_keys})", _EXPORT_WORDS), strict=True):
                button.setEnabled(not self._busy and not self._lacking)
                button.setToolTip(self._lacking or words)
                button.setAccessibleDescription(self._lacking)

    async def _printed(self, sheet: Sheet) -> str:
        from ui.reception.paper.sheet_document import document_of

        return await printed(await document_of(sheet))

    async def _exported(self, kind: FileKind, sheet: Sheet) -> str:
        return await saved(
            self._page,
            title=f"Export as {kind.word}",
            name=f"{sheet.file_name}.{kind.ending}",
            word=kind.word,
            content=partial(kind.content, sheet),
        )


async def _pdf(sheet: Sheet) -> bytes:
    from ui.reception.paper.sheet_document import document_of

    return await pdf(await document_of(sheet))


async def _xlsx(sheet: Sheet) -> bytes:
    from app.paper.xlsx_file import xlsx_of

    return await asyncio.to_thread(xlsx_of, sheet)


async def _csv(sheet: Sheet) -> bytes:
    return await asyncio.to_thread(csv_of, sheet.tables)


KINDS = (FileKind("PDF", "pdf", _pdf), FileKind("Excel", "xlsx", _xlsx), FileKind("CSV", "csv", _csv))
