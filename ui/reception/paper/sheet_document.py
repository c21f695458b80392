"""A sheet as drawn pages, to be printed or saved as PDF."""

from __future__ import annotations

from collections.abc import Iterator

from app.paper.sheet import Sheet
from ui.printing.document import Document
from ui.printing.table_pages import A4_ACROSS, Heads, Part, PrintedRow, PrintedTable, table_document
from ui.wording.dates import printed_words


async def document_of(sheet: Sheet) -> Document:
    """A4 across. On the thread of the window."""
    heads = Heads(
        job=sheet.title,
        title=sheet.title,
        printed=printed_words(sheet.site, sheet.made_at),
        about=". ".join(filter(None, (words.rstrip(".") for words in sheet.about))),
    )
    return await table_document(heads, [*_tables(sheet)], A4_ACROSS)


def _tables(sheet: Sheet) -> Iterator[PrintedTable]:
    """Those that have a column on paper."""
    for table in sheet.tables:
        places = [place for place, column in enumerate(table.columns) if column.share]
        if places:
            yield PrintedTable(
                headings=tuple(table.columns[place].heading for place in places),
                shares=tuple(table.columns[place].share for place in places),
                rows=[PrintedRow(tuple((Part(row[place]),) for place in places)) for row in table.rows],
                name=table.name,
                boxes=sheet.boxes,
            )
