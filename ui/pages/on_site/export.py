"""The list on paper and in files: printed, as PDF and as CSV."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.on_site_list import OnSiteList, on_site_csv
from app.system.exports import write_export
from ui.pages.on_site.summary import OnSiteSummary
from ui.tasks import Tasks
from ui.widgets.dialogs.files import file_to_save


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
        summary.pdf_requested.connect(lambda: tasks.start(self._saved_as_pdf()))
        summary.csv_requested.connect(lambda: tasks.start(self._saved_as_csv()))

    def _on_print(self) -> None:
        self._summary.show_printing(True)
        self._tasks.start(self._printed())

    async def _printed(self) -> None:
        from ui.pages.on_site.printed_list import document
        from ui.printing.printers import print_document

        try:
            await print_document(await document(self._listed()), printer="")
        finally:
            self._summary.show_printing(False)
        self.done.emit("The list was handed to the printer.")

    async def _saved_as_pdf(self) -> None:
        from ui.pages.on_site.printed_list import document
        from ui.printing.pdf import save_pdf

        now = self._listed()
        proposed = _file_name(now, "pdf")
        file = await file_to_save(self._window, title="Save as PDF", proposed=proposed, kinds=("PDF (*.pdf)",))
        if file is not None:
            await save_pdf(await document(now), file)
            self.done.emit(f"The list was saved as {file.name}.")

    async def _saved_as_csv(self) -> None:
        now = self._listed()
        proposed = _file_name(now, "csv")
        file = await file_to_save(self._window, title="Export as CSV", proposed=proposed, kinds=("CSV (*.csv)",))
        if file is not None:
            await asyncio.to_thread(write_export, file, on_site_csv(now))
            self.done.emit(f"The list was saved as {file.name}.")


def _file_name(listed: OnSiteList, ending: str) -> str:
    return f"On site {listed.made_at:%Y-%m-%d %H-%M}.{ending}"
