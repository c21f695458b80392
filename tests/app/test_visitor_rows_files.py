"""Spreadsheets, and files that are none: each is read, or refused with a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import FileFailed
from app.services.imports.imported_table import table_of_file
from app.services.imports.list_source import Reading
from app.services.imports.visitor_rows import ReadingRules, read_visitors

_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"


def xlsx(*sheets: str, hidden: tuple[int, ...] = ()) -> bytes:
    """A workbook of sheets, each given by its rows as they are written in the file. `hidden` are counted from 1."""
    numbers = range(1, len(sheets) + 1)
    states = {n: ' state="hidden"' if n in hidden else "" for n in numbers}
    names = "".join(f'<sheet name="S{n}" sheetId="{n}"{states[n]} r:id="r{n}"/>' for n in numbers)
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    package = f"{_OFFICE}/package/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{_RELATION}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{targets}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
    }
    for number, rows in enumerate(sheets, start=1):
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    return packed(parts)


def ods(rows: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest})


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def locked(archive: bytes) -> bytes:
    """The archive as it says of each part that a password protects it."""
    data = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[archive.index(mark) + place] |= 1
    return bytes(data)


def compound(stream: str) -> bytes:
    """The beginning of a file of Microsoft's older programs, and the name of a stream in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(1000)


def words(row: int, *cells: str) -> str:
    inside = "".join(
        f'<c r="{chr(65 + n)}{row}" t="inlineStr"><is><t>{cell}</t></is></c>' for n, cell in enumerate(cells)
    )
    return f'<row r="{row}">{inside}</row>'


VISITORS = words(2, "Name", "First name", "Mobile", "Note") + (
    '<row r="4"><c r="A4" t="inlineStr"><is><t>Peeters</t></is></c><c r="B4" t="inlineStr"><is><t>Jan</t></is></c>'
    '<c r="C4"><v>32471204410</v></c><c r="D4" s="1"><v>46093</v></c></row>'
)


def test_the_first_sheet_that_has_something_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(xlsx("", VISITORS, words(1, "Another")))
    rules = ReadingRules(complete_numbers=True)
    (row,) = read_visitors(table_of_file(tmp_path / "list.xlsx"), country="BE", rules=rules)
    assert (row.number, row.visitor.name) == (4, "Jan Peeters")
    assert row.cells == ("Peeters", "Jan", "32471204410", "2026-03-12")
    assert row.visitor.mobile == "+32 471 20 44 10"


COVER = words(1, "Visitors of the week") + words(3, "Made by", "Front desk")


def test_the_list_is_found_behind_a_cover_and_hidden_sheets_are_no_list(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(xlsx(words(1, "Name", "Salary"), COVER, VISITORS, "", hidden=(1,)))
    table = table_of_file(tmp_path / "list.xlsx")
    assert (table.sheets, table.reading.sheet) == (("S2", "S3"), "S3")
    assert read_visitors(table)[0].visitor.name == "Jan Peeters"
    cover = table.read_as(Reading(sheet="S2"))
    assert (cover.sheets, cover.reading.sheet) == (("S2", "S3"), "S2")
    assert [row.cells[0] for row in read_visitors(cover)] == ["Visitors of the week", "Made by"]


def test_a_spreadsheet_of_which_nobody_sees_a_sheet_is_empty(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(xlsx(VISITORS, "", hidden=(1,)))
    with pytest.raises(FileFailed, match="is empty"):
        table_of_file(tmp_path / "list.xlsx")


def test_a_spreadsheet_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(xlsx(VISITORS))
    assert read_visitors(table_of_file(tmp_path / "list.csv"))[0].visitor.name == "Jan Peeters"


def test_an_open_document_is_read(tmp_path: Path) -> None:
    rows = OPEN_ROW.replace("Jan", "Name") + OPEN_ROW.replace("Jan", "Jan Peeters")
    (tmp_path / "list.ods").write_bytes(ods(rows))
    assert read_visitors(table_of_file(tmp_path / "list.ods"))[0].visitor.name == "Jan Peeters"


GOOD = xlsx(VISITORS)
OPEN_ROW = (
    "<table:table-row><table:table-cell office:value-type='string'><text:p>Jan</text:p></table:table-cell>"
    "</table:table-row>"
)
REFUSED = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "no table"),
    "a photo": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(32)) * 9, "no table"),
    "half a spreadsheet": (GOOD[: len(GOOD) // 2], "damaged, or no spreadsheet"),
    "some archive": (packed({"readme.txt": "hello"}), "is an archive, and no spreadsheet"),
    "a document": (packed({"word/document.xml": "<w/>"}), "is a Word document"),
    "an archive that is locked": (locked(packed({"xl/workbook.xml": "<x/>"})), "protected by a password"),
    "an open document that is locked": (
        packed({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "protected by a password",
    ),
    "a spreadsheet that is locked": (compound("EncryptedPackage"), "protected by a password"),
    "a mail": (compound("__substg1.0_0037001F"), "a mail of Outlook"),
    "a web page": (b"\r\n<html xmlns:x='urn:x'><body><table><tr><td>Jan</td></tr></table>", "is a web page"),
    "a web page in UTF-16": ("<html><table><tr><td>Jan</td></tr></table>".encode("utf-16"), "is a web page"),
    "a web page in one file": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "is a web page or a mail"),
    "a document of Numbers": (packed({"Index/Document.iwa": "x"}), "is a document of Numbers"),
    "a table of a web page": (b"<TABLE><tr><td>Jan</td></tr></TABLE>", "is a web page"),
    "old XML": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "is a spreadsheet in XML of 2003",
    ),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "is a PDF"),
    "a vCard": (b"BEGIN:VCARD\r\nFN:Jan\r\nEND:VCARD", "is a vCard"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "damaged, or no spreadsheet"),
    "an empty file": (b"", "is empty"),
    "an empty sheet": (xlsx("", ""), "is empty"),
    "empty lines": (b";;\r\n;;\r\n", "is empty"),
    "too many rows": (b"a;b\n" * 2001, "At most 2,000"),
    "too many bytes": (bytes(10 * 2**20 + 1), "larger than 10 MB"),
    "a document whose table never ends": (ods(f"{OPEN_ROW}<table:table>"), "damaged, or no spreadsheet"),
    "a cell that is repeated for ever": (
        ods(
            OPEN_ROW.replace("<table:table-row", "<table:table-row table:number-rows-repeated='1048576'").replace(
                "<table:table-cell", "<table:table-cell table:number-columns-repeated='16384'"
            )
        ),
        "cells far from its table",
    ),
    "a cell far away": (
        xlsx(VISITORS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "cells far from its table",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_can_not_be_read_is_refused_with_a_sentence(tmp_path: Path, what: str) -> None:
    data, reason = REFUSED[what]
    (tmp_path / "list.xlsx").write_bytes(data)
    with pytest.raises(FileFailed, match=reason) as refused:
        table_of_file(tmp_path / "list.xlsx")
    assert str(refused.value).startswith("list.xlsx ")


def test_a_file_that_is_gone_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(FileFailed, match="can't be opened"):
            table_of_file(path)


def test_no_damage_ends_otherwise_than_with_rows_or_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(4)
    path = tmp_path / "list.xlsx"
    for _ in range(300):
        data = bytearray(GOOD)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with suppress(FileFailed):
            read_visitors(table_of_file(path))
