"""The process that speaks with the system's printing: one question on its input, one answer on its output, both JSON.

It is a process of its own because PySide6 keeps the interpreter locked while it asks the system about printers: a
print server that is silent for a minute would freeze the window for that minute, whatever thread it is asked on. A
process can be ended, and takes a printer's driver with it when that crashes. `foyer --printing-process` is its start.
"""

from __future__ import annotations

import json
import sys
import time
from base64 import b64decode
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication, QPicture
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.printing.cups import takes_jobs
from ui.printing.document import DOTS_PER_INCH, layout, play
from ui.typeface import own_family

_WATCHED = 1.5
"""Seconds in which a printer is seen to stop at what it was given."""


def main() -> None:
    platform = ["-platform", "offscreen"] if sys.platform == "linux" else []
    application = QGuiApplication(["foyer", *platform])
    asked: dict[str, Any] = json.load(sys.stdin)
    json.dump(_answer(asked), sys.stdout)
    del application


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Without a printer the names of all. With one its "fault", one of the values of app.errors.PrinterFault: "" once
    the system has taken the "pages", or, when none are asked for, when it would take some."""
    if "printer" not in asked:
        return {"printers": QPrinterInfo.availablePrinterNames()}
    info = QPrinterInfo.printerInfo(asked["printer"]) if asked["printer"] else QPrinterInfo.defaultPrinter()
    if info.isNull():
        return {"fault": "gone" if asked["printer"] else "none", "printer": asked["printer"]}
    fault = _fault(info)
    if not fault and "pages" in asked:
        fault = _print(info, asked)
    return {"fault": fault, "printer": info.printerName()}


def _fault(info: QPrinterInfo) -> str:
    """What keeps it from printing before it was given anything."""
    if info.state() is QPrinter.PrinterState.Error:
        return "stopped"
    return "" if takes_jobs(info.printerName()) else "refused"


def _print(info: QPrinterInfo, asked: dict[str, Any]) -> str:
    own_family()  # a page names the font of its words, and this process draws them
    pages = []
    for text in asked["pages"]:
        pages.append(QPicture())
        pages[-1].setData(b64decode(text))
    printer = QPrinter(info)
    printer.setDocName(asked["title"])
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageLayout(layout(QSizeF(*asked["millimetres"])))
    if not play(pages, printer):
        return "refused"
    return "stopped" if _stops(info.printerName()) else ""


def _stops(name: str) -> bool:
    """Whether the printer stops at once, as one does that is out of paper or can't be reached."""
    end = time.monotonic() + _WATCHED
    while time.monotonic() < end:
        if QPrinterInfo.printerInfo(name).state() is QPrinter.PrinterState.Error:
            return True
        time.sleep(0.1)
    return False
