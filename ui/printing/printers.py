"""The printers of this PC: which there are, how one is, and having it print. Nothing here holds up the window."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from typing import Any

from PySide6.QtCore import QCoreApplication, QProcess

from app.errors import PrinterFailed, PrinterFault
from app.system.relaunch import ITSELF
from ui.printing.document import Document, content_of

SECONDS = 20.0
"""How long the system's printing may take to list its printers, or to take what is to be printed."""


async def printers(*, seconds: float = SECONDS) -> list[str]:
    """The names of this PC's printers, none when it has none. Raises PrinterFailed when nothing answers in time."""
    answer = await _asked({}, "", seconds)
    return [str(name) for name in answer["printers"]]


async def print_document(document: Document, *, printer: str, seconds: float = SECONDS) -> None:
    """Hands the document to a printer, or to the system's own when its name is "".

    Returns once the system has taken it. Raises PrinterFailed; only after PrinterFault.SILENT may it have been printed.
    """
    size = document.millimetres
    question = {
        "printer": printer,
        "title": document.title,
        "millimetres": [size.width(), size.height()],
        "pages": [b64encode(content_of(page)).decode() for page in document.pages],
    }
    await _done(question, printer, seconds)


async def check_printer(printer: str, *, seconds: float = SECONDS) -> None:
    """Asks whether that printer, or the system's own when its name is "", is there and takes what is printed.

    Prints nothing. Raises PrinterFailed when it would not print.
    """
    await _done({"printer": printer}, printer, seconds)


async def _done(question: dict[str, Any], printer: str, seconds: float) -> None:
    answer = await _asked(question, printer, seconds)
    if answer["fault"]:
        raise PrinterFailed(PrinterFault(answer["fault"]), answer["printer"])


async def _asked(question: dict[str, Any], printer: str, seconds: float) -> dict[str, Any]:
    """What ui/printing/process.py answers. It is ended when it doesn't, or when nobody waits for it any more."""
    ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def on_ended(*_: object) -> None:
        if not ended.done():
            ended.set_result(None)

    process = QProcess(QCoreApplication.instance())
    process.finished.connect(on_ended)
    process.errorOccurred.connect(on_ended)
    program, *arguments = ITSELF
    process.start(program, [*arguments, "--printing-process"])
    process.write(json.dumps(question).encode())
    process.closeWriteChannel()
    try:
        async with asyncio.timeout(seconds):  # wait_for of Python 3.11 swallows a cancel that comes with the end
            await ended
        answer: dict[str, Any] = json.loads(bytes(process.readAllStandardOutput().data()))
    except TimeoutError as error:
        raise PrinterFailed(PrinterFault.SILENT, printer) from error
    except ValueError as error:  # it crashed, as a printer's driver may
        raise PrinterFailed(PrinterFault.REFUSED, printer) from error
    finally:
        process.kill()
        process.deleteLater()
    return answer
