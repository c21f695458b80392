"""The list on paper and in files: printed, as PDF and as CSV."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.on_site_list import OnSiteList, on_site_csv
from ui.pages.on_site.summary import OnSiteSummary
from ui.reception.paper.taken_along import pdf, printed, saved
from ui.tasks import Tasks


class OnSiteExport(QObject):
    """`listed` gives the list as it is now; `done` carries words about what was just done."""

    done = Signal(str)

    def __init__(
        self, summary: OnSiteSummary, *, listed: Callable[[], OnSiteList], tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._summary = summary
        self._listed = listed
        self._window = parent
        self._tasks = tasks
        summary.print_requested.connect(self._on_print)
        summary.pdf_requested.connect(lambda: tasks.start(self._saved("Save as PDF", "PDF", _pdf)))
        summary.csv_requested.connect(lambda: tasks.start(self._saved("Export as CSV", "CSV", _csv)))

    def _on_print(self) -> None:
        self._summary.show_printing(True)
        self._tasks.start(self._printed())

    async def _printed(self) -> None:
        from ui.pages.on_site.printed_list import document

        try:
            words = await printed(await document(self._listed()))
        finally:
            self._summary.show_printing(False)
        self.done.emit(words)

    async def _saved(self, title: str, word: str, content: Callable[[OnSiteList], Awaitable[bytes]]) -> None:
        now = self._listed()
        name = f"On site {now.made_at:%Y-%m-%d %H-%M}.{word.lower()}"
        if words := await saved(self._window, title=title, name=name, word=word, content=partial(content, now)):
            self.done.emit(words)


async def _pdf(listed: OnSiteList) -> bytes:
    from ui.pages.on_site.printed_list import document

    return await pdf(await document(listed))


async def _csv(listed: OnSiteList) -> bytes:
    return on_site_csv(listed)
