"""What a file is that was given as a list and isn't one, by what is in it: each refusal names its reason."""

from __future__ import annotations

import io
import re
import zipfile

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

NO_TABLE = "is no table. A CSV file or a spreadsheet (XLSX, XLS, ODS) can be imported."

_AS_XLSX = "Open it in a spreadsheet program and save it as XLSX."
_LOCKED = "is protected by a password. Save it without one, then import it again."
_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<table|<head|<meta|<!--)", re.I)

_BEGINNINGS = {
    b"%PDF": "is a PDF. Copy the table out of it, or ask for a spreadsheet.",
    b"{\\rtf": "is a text document. Copy the table out of it and paste that.",
    b"BEGIN:VCARD": "is a vCard. Export the contacts as CSV.",
    b"BEGIN:VCALENDAR": "is a calendar file, and no list. Choose Import calendar file, above.",
    b"Rar!": "is an archive. Unpack it first.",
    b"MIME-Version:": f"is a web page or a mail, whatever its name says. {_AS_XLSX}",
    b"7z\xbc\xaf": "is an archive. Unpack it first.",
    b"\x1f\x8b": "is an archive. Unpack it first.",
}

_PACKED = (
    ("word/", "is a Word document. Copy the table out of it and paste that."),
    ("ppt/", "is a presentation. Copy the table out of it and paste that."),
    ("Index/", "is a document of Numbers or Pages. Export it to Excel there."),
)

_COMPOUND = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", "is a Word document. Copy the table out of it and paste that."),
    ("PowerPoint Document", "is a presentation. Copy the table out of it and paste that."),
    ("__substg1.0_", "is a mail of Outlook. Save what is attached to it, and import that."),
)


def refusal(data: bytes) -> str:
    """What the file is, as the rest of a sentence that begins with its name; "" when it may be a list."""
    for beginning, words in _BEGINNINGS.items():
        if data.startswith(beginning):
            return words
    if data.startswith(OLE):
        return next((words for stream, words in _COMPOUND if stream.encode("utf-16-le") in data), "")
    if data.startswith(ZIP):
        return _of_archive(data)
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe")  # UTF-16, too
    if _WEB_PAGE.match(head) or (b"<html" in head.lower() and head.lstrip().startswith(b"<")):
        return f"is a web page, whatever its name says. {_AS_XLSX}"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return f"is a spreadsheet in XML of 2003. {_AS_XLSX}"
    return ""


def _of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            if any(part.flag_bits & 1 for part in packed.infolist()):
                return _LOCKED
            if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
                return _LOCKED
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return ""
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return ""
    for folder, words in _PACKED:
        if any(name.startswith(folder) for name in names):
            return words
    return "is an archive, and no spreadsheet. Unpack it first."
