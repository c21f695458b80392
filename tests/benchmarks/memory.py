"""Memory of the desk with a day of 2,000 meetings loaded, against a bare PySide6 window. Budget: 1.6 ×."""

from __future__ import annotations

import gc
import subprocess
import sys

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.rounds import resident


def main() -> None:
    told = {}
    for kind in ("bare", "desk"):
        command = [sys.executable, "-m", "tests.benchmarks.memory", kind]
        told[kind] = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ratio = told["desk"] / told["bare"]
    print(f"desk {told['desk'] / 1024:.0f} MB, a bare window {told['bare'] / 1024:.0f} MB")
    print(f"ratio {ratio:.2f} (budget 1.6)")


def bare() -> None:
    application = QApplication([])
    model = QStandardItemModel(40, 6)
    for row in range(40):
        for column in range(6):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = QTableView()
    table.setModel(model)
    table.resize(1280, 800)
    table.show()
    application.processEvents()
    print(resident())


def desk() -> None:
    from tests.benchmarks.big_day import Answers, encoded, meetings, with_desk
    from ui.compose import DeskApp

    answers = Answers(encoded(meetings()))

    async def loaded(desk: DeskApp) -> None:
        gc.collect()
        print(resident())

    with_desk(answers, loaded)


if __name__ == "__main__":
    {"bare": bare, "desk": desk}.get(sys.argv[1] if len(sys.argv) > 1 else "", main)()
