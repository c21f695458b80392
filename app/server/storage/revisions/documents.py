"""All documents of a table, read a page at a time: those of ten years don't fit into memory."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

_PAGE = 500


def pages(connection: sa.Connection, name: str) -> Iterator[list[tuple[str, bytes]]]:
    """Id and JSON of each meeting or ticket, by `name` of the table. They may be changed meanwhile, their ids not."""
    table = sa.table(name, sa.column("id", sa.String), sa.column("document", sa.LargeBinary))
    last = ""
    while True:
        after = sa.select(table.c.id, table.c.document).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
        page = [(identity, document) for identity, document in connection.execute(after)]
        if not page:
            return
        yield page
        last = page[-1][0]
