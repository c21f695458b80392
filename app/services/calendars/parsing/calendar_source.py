"""What a person chose, dropped or pasted, as the logical lines of a calendar.

A file may be the calendar itself or a mail with an invitation in it. What it holds decides that, not its name.
"""

from __future__ import annotations

import re
from pathlib import Path

from app.errors import FileFailed
from app.services.calendars.parsing.saved_mail import calendar_in_mail
from app.services.calendars.recognition import BEGINNING
from app.services.imports.file_kinds import OLE, ZIP
from app.services.imports.text_encoding import decoded

MOST_BYTES = 10 * 2**20
"""Bytes of a file, and characters of a pasted text."""

MOST_EVENTS = 200
"""So many can still be looked through."""

_LONGEST_LINE = 100_000
"""Signs of a property. What is longer is a picture or a file that was put into the calendar, and is cut."""

_EVENT = re.compile(r"^BEGIN:VEVENT\s*$", re.I | re.M)
_OTHERS = re.compile(r"^BEGIN:(VTODO|VJOURNAL|VFREEBUSY)\s*$", re.I | re.M)
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_NOT_BEHIND_SOFT_BREAK = re.compile(rb"(?<!=)(?:\r\n|\n|\r)[ \t]")
_ENDS = re.compile(r"\r\n|\n|\r")
_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)?[;:]")
_QUOTED_PRINTABLE = re.compile(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE", re.I)
_WORDS = {"VTODO": "tasks", "VJOURNAL": "notes", "VFREEBUSY": "free and busy times"}

_NO_CALENDAR = "holds no calendar. An .ics file can be imported, or a mail that was saved with its invitation."
_BEGINNINGS = (
    (OLE, "is a mail in Outlook's own format. Open it there, and save the invitation in it as an .ics file."),
    (ZIP, "is an archive. Unpack it first."),
    (b"%PDF", "is a PDF. Ask for the invitation as an .ics file."),
    (b"BEGIN:VCARD", "is a contact card, and no calendar."),
)


def text_of_file(path: Path) -> bytes:
    """What the file holds. Raises FileFailed when it can't be opened or is larger than MOST_BYTES."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileFailed(f"{path.name} is larger than {MOST_BYTES // 2**20} MB, so it was not read.")
        return path.read_bytes()
    except OSError as error:
        raise FileFailed(f"{path.name} can't be opened: {error.strerror or error}.") from error


def calendar_lines(content: bytes | str, name: str) -> list[str]:
    """The unfolded lines from the calendar's beginning on. `name` is the file's, "" for what was pasted.

    Raises FileFailed, with words that say what it is instead, for anything that holds no event, and for one that is too
    large or holds more than MOST_EVENTS.
    """
    called = name or "What was pasted"
    if len(content) > MOST_BYTES:
        raise FileFailed(f"{called} is larger than {MOST_BYTES // 2**20} MB, so it was not read.")
    text = content if isinstance(content, str) else _decoded(content, called)
    if not BEGINNING.search(text) and (inner := calendar_in_mail(text if isinstance(content, str) else content)):
        text = _decoded(inner, called)
    if not text.strip():
        raise FileFailed(f"{called} is empty.")
    begins = BEGINNING.search(text)
    if begins is None:
        raise FileFailed(f"{called} {_NO_CALENDAR}")
    text = text[begins.start() :]
    _check_events(text, called)
    return _unfolded(text)


def _check_events(text: str, called: str) -> None:
    count = len(_EVENT.findall(_ENDS.sub("\n", text)))
    if not count:
        other = _OTHERS.search(_ENDS.sub("\n", text))
        words = f"only {_WORDS[other[1].upper()]}" if other else "nothing"
        raise FileFailed(f"{called} holds {words}, and no meeting.")
    if count > MOST_EVENTS:
        raise FileFailed(
            f"{called} holds {count:,} events, so it may be a whole calendar. At most {MOST_EVENTS} can be looked"
            " through: save the meeting alone, or a shorter time."
        )


def _decoded(data: bytes, called: str) -> str:
    """Folded lines are joined before letters are read: some programs fold in the middle of one. Raises FileFailed."""
    for beginning, words in _BEGINNINGS:
        if data.startswith(beginning):
            raise FileFailed(f"{called} {words}")
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" not in data[:200]:
        fold = _NOT_BEHIND_SOFT_BREAK if b"QUOTED-PRINTABLE" in data.upper() else _FOLD
        data = fold.sub(b"", data)
    return decoded(data).text.replace("\x00", "")


def _unfolded(text: str) -> list[str]:
    """A line that is no property belongs to the one before it: a mail program wrapped it, or forgot to escape it."""
    lines: list[str] = []
    soft = False
    for line in _ENDS.split(text):
        if soft:
            lines[-1] = lines[-1].rstrip()[:-1] + line
        elif lines and line[:1] in (" ", "\t"):
            lines[-1] += line[1:]
        elif lines and line.strip() and not _PROPERTY.match(line):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        elif line.strip():
            lines.append(line)  # with a space at its end: behind a fold the word goes on, and the space is its own
        soft = bool(lines) and lines[-1].rstrip().endswith("=") and bool(_QUOTED_PRINTABLE.match(lines[-1]))
    return [line.rstrip()[:_LONGEST_LINE] for line in lines]
