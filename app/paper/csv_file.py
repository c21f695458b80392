"""Tables as CSV: RFC 4180, in UTF-8 with the mark by which a spreadsheet knows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from app.models.text.spreadsheet_cell import harmless
from app.paper.sheet import SheetTable


def csv_of(tables: Sequence[SheetTable]) -> bytes:
    """The headings and the rows, none of which a spreadsheet takes for a formula. Of several tables each follows below
    its name, after an empty line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if table.name and len(tables) > 1:
            writer.writerow([harmless(table.name)])
        writer.writerow([column.heading for column in table.columns])
        writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")
