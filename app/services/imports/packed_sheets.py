"""Looks through a packed spreadsheet before it is read.

calamine takes memory for the whole rectangle up to the farthest cell: a single stray cell could end the program. And
in a document whose XML breaks off it reads for ever.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers.expat import ExpatError, ParserCreate

MOST_UNPACKED = 100 * 2**20
"""Bytes of all parts together."""

MOST_CELLS = 4_000_000
"""Cells of the rectangle up to the farthest one of a sheet."""

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class TooWide(Exception):
    """The archive unpacks to more than MOST_UNPACKED bytes, or a sheet reaches over more than MOST_CELLS cells."""


def check_packed(data: bytes) -> None:
    """`data` are the bytes of an XLSX or ODS file. Raises TooWide; ValueError, or what zipfile raises, where the
    archive or its XML is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise TooWide
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                _check_part(packed.read(name))


def _check_part(xml: bytes) -> None:
    extent = _Extent()
    parser = ParserCreate()
    parser.StartElementHandler = extent.on_start
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise ValueError("XML that isn't well formed") from error
    if extent.rows * extent.columns > MOST_CELLS:
        raise TooWide


class _Extent:
    """How far the cells of a part reach. Cells of Excel tell their place; in an ODS file rows and cells are counted,
    and each may stand for several."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def on_start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c" if place := _PLACE.fullmatch(attributes.get("r", "")):
                self._reach(int(place[2]), _column_number(place[1]))
            case "table":
                self._row = 0
            case "table-row":
                self._row += _repeated(attributes, "number-rows-repeated")
                self._column = 0
            case "table-cell" | "covered-table-cell":
                self._column += _repeated(attributes, "number-columns-repeated")
                if any(name.endswith(":value-type") for name in attributes):
                    self._reach(self._row, self._column)

    def _reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def _repeated(attributes: dict[str, str], name: str) -> int:
    return next((int(count) for key, count in attributes.items() if key.endswith(f":{name}")), 1)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
