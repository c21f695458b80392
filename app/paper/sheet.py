"""A list to be printed, or written into a file: what stands on it in words, whatever it is then written as."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class SheetColumn(Struct, frozen=True):
    """`share` is its part of a page's width, beside the shares of the others; a column with 0 is in files alone, and so
    is a table that has no others. What stands under `figures` is to be reckoned with: a spreadsheet has numbers there,
    and no texts."""

    heading: str
    share: int = 10
    figures: bool = False


class SheetTable(Struct, frozen=True):
    """Each row has a text for each column. `name` is what is listed, "" where the sheet's title says it."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str = ""


class Sheet(Struct, frozen=True):
    """`title` says which list it is, and of which day or period; it names the print job, so it tells no visitor's name.
    `file_name` is proposed for its files, without an ending. `about` says what is left out, how the rows are sorted and
    where they come from, in sentences or short phrases. `made_at` is in the zone of the site, whose name `site` is.
    With `boxes` each row has a box to tick on paper.
    """

    title: str
    file_name: str
    site: str
    made_at: datetime
    about: tuple[str, ...]
    tables: tuple[SheetTable, ...]
    boxes: bool = False
