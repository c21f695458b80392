"""One process that starts, paints and tells when: `python -m tests.benchmarks.first_paint bare|desk FOLDER`.

It prints the monotonic clock, which every process of this machine shares, at the first paint that counts: for `bare` a
PySide6 window with a table, for `desk` Foyer's Today with the day's rows in it.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def tell_and_go() -> None:
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    class Table(QTableView):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            tell_and_go()

    application = QApplication([])
    model = QStandardItemModel(40, 6)
    for row in range(40):
        for column in range(6):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = Table()
    table.setModel(model)
    table.resize(1280, 800)
    table.show()
    application.exec()


def desk(folder: Path) -> None:
    import gc

    gc.disable()  # as app/__main__.py does first of all; the patch below imports before it can
    from PySide6.QtGui import QPaintEvent

    from app.__main__ import main
    from ui.widgets.table.visitor_table import VisitorTable

    paint = VisitorTable.paintEvent

    def painted(self: VisitorTable, event: QPaintEvent) -> None:
        paint(self, event)
        if self.model().rowCount():
            tell_and_go()

    VisitorTable.paintEvent = painted  # type: ignore[method-assign]
    main(["--data-dir", str(folder)])


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else desk(Path(sys.argv[2]))
