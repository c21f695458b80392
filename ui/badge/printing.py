"""Badges to a printer, or into a PDF file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ui.badge.badge import Badge
from ui.badge.sheets import Paper, draw_sheet, sheets
from ui.printing import pdf, printers
from ui.printing.document import Document, page


async def print_badges(
    badges: Sequence[Badge], *, printer: str, paper: Paper, seconds: float = printers.SECONDS
) -> None:
    """On the printer of that name, or on the system's own when it is "". Raises PrinterFailed."""
    drawn = await asyncio.to_thread(document, badges, paper)
    await printers.print_document(drawn, printer=printer, seconds=seconds)


async def save_pdf(badges: Sequence[Badge], file: Path, *, paper: Paper) -> None:
    """One page a sheet, in the paper's real size. Raises FileFailed, and then nothing is left behind."""
    drawn = await asyncio.to_thread(document, badges, paper)
    await pdf.save_pdf(drawn, file)


def document(badges: Sequence[Badge], paper: Paper) -> Document:
    """Their sheets. A group takes a while to draw, so this may be called on any thread."""
    pages = tuple(page(partial(draw_sheet, badges=sheet, paper=paper)) for sheet in sheets(badges, paper))
    title = "Visitor badge" if len(badges) == 1 else "Visitor badges"
    return Document(title=title, millimetres=paper.millimetres, pages=pages)
