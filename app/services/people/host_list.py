"""The site's own list of hosts: a CSV file, or a spreadsheet, read as lists of visitors are.

Its first row names the columns: name, and if wanted id, department, email, phone and assistant, in whichever order. The
last is the email address of the host's assistant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from app.errors import FileFailed
from app.models.contacts import KnownPerson
from app.models.text.folding import fold
from app.services.imports.cells import bare, number_in, one_line
from app.services.imports.list_source import Reading, read_rows, source_of_file
from app.services.imports.text_encoding import words_of
from app.services.imports.visitor_columns import FULL_NAME, fields_of_headings
from app.services.meetings.checks import IDENTIFIER
from app.system.mail_address import NoMailAddress, mail_address

LONGEST_NAME = 200
"""Characters, as the server takes them."""

MOST_PEOPLE = 10_000

MOST_FAULTS = 20
"""So many are told one by one; of a list in which all is wrong nobody reads more."""

DEEPEST = 10
"""The headings are looked for in so many rows: a title may stand above them."""

OUR_ID = re.compile(r"US-[A-Z0-9]{1,30}", re.ASCII | re.IGNORECASE)
"""What a server that takes names takes for an id; anything else is a name to it."""

_ID = {"id", "hostid", "userid", "foyerid", "proxyclickid"}
_DEPARTMENT = {
    "department", "dept", "team", "abteilung", "bereich", "service", "departement", "equipe", "departamento", "equipo",
    "reparto", "dipartimento", "afdeling", "dienst",
}  # fmt: skip
_ASSISTANT = {"assistant", "assistantemail", "pa", "assistenz", "assistante", "asistente", "assistente", "sekretariat"}
_OTHERS = {FULL_NAME: "name", "first_name": "first_name", "last_name": "last_name", "function": "department"} | {
    "email": "email", "phone": "phone", "mobile": "phone",
}  # fmt: skip

_NAMES = {"name", "first_name", "last_name"}

_WHAT = "The first row names the columns: name, and if wanted id, department, email, phone and assistant."


class HostRows(Struct, frozen=True):
    """Those of the list who can be chosen, and in a sentence each what is wrong in it, as far as MOST_FAULTS. A
    sentence names the row, and nothing that stands in it: it goes to the log."""

    people: tuple[KnownPerson, ...]
    faults: tuple[str, ...]


def read_host_list(path: Path, *, names: bool | None) -> HostRows:
    """`names` says whether the server takes a name in the place of an id, None where nobody knows yet. Raises
    FileFailed when the file can't be read, or has no column with names. Takes a while, so not for the window's
    thread."""
    read = read_rows(source_of_file(path), Reading(), most=MOST_PEOPLE)
    heading = next((place for place, row in enumerate(read.rows[:DEEPEST]) if _NAMES & _columns(row).keys()), None)
    if heading is None:
        raise FileFailed(f"{path.name} has no column with names. {_WHAT}")
    columns = _columns(read.rows[heading])
    rows = _Rows(names)
    for place, cells in enumerate(read.rows[heading + 1 :], heading + 1):
        if any(cells):
            torn = place in read.torn
            unsure = any("\ufffd" in cell or not read.doubtful.isdisjoint(words_of(cell)) for cell in cells)
            rows.add(place + 1, {key: _cell(cells, column) for key, column in columns.items()}, torn, unsure)
    return HostRows(tuple(rows.people.values()), tuple(_sentences(path.name, rows.faults)))


def _sentences(name: str, faults: Sequence[tuple[int, str]]) -> Iterator[str]:
    yield from (f"{name}, row {row}: {words}" for row, words in faults[:MOST_FAULTS])
    if more := len(faults[MOST_FAULTS:]):
        yield f"{name}: {more:,} more things are wrong."


def _columns(headings: Sequence[str]) -> Mapping[str, int]:
    """The place of each column that is known; of several with the same the first has it."""
    columns: dict[str, int] = {}
    for place, field in enumerate(fields_of_headings(headings)):
        key = re.sub(r"[\W_]+", "", fold(headings[place]))
        own = {"id": _ID, "department": _DEPARTMENT, "assistant": _ASSISTANT}
        named = next((name for name, keys in own.items() if key in keys), _OTHERS.get(field, ""))
        if named and (named not in columns or key in _DEPARTMENT):
            columns[named] = place
    return columns


def _cell(cells: Sequence[str], column: int) -> str:
    return one_line(cells[column]) if column < len(cells) else ""


class _Rows:
    """Goes through the rows: `people` by what tells one from another, `faults` with the row's number."""

    def __init__(self, names: bool | None) -> None:
        self._names = names
        self._row_of: dict[str, int] = {}
        self.people: dict[str, KnownPerson] = {}
        self.faults: list[tuple[int, str]] = []

    def add(self, row: int, cells: Mapping[str, str], torn: bool, unsure: bool) -> None:
        """The row counts unless something in it makes it unclear who is meant."""
        name = cells.get("name") or " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
        if words := self._unusable(name, torn, unsure):
            self.faults.append((row, words))
            return
        identifier = self._identifier(row, bare(cells.get("id", "")))
        if not identifier and self._names is False:
            self.faults.append((row, "it has no id, and this server takes no host without one."))
            return
        key = fold(identifier or name)
        if key in self.people:
            same = "id" if identifier else "name, and neither has an id"
            self.faults.append((row, f"row {self._row_of[key]} has the same {same}."))
            return
        self._row_of[key] = row
        email, phone = self._address(row, "email address", cells.get("email", "")), self._number(row, cells)
        assistant = self._address(row, "assistant's email address", cells.get("assistant", ""))
        self.people[key] = KnownPerson(identifier or name, name, cells.get("department", ""), email, phone, assistant)

    def _unusable(self, name: str, torn: bool, unsure: bool) -> str:
        if torn:
            return "its quotes don't pair, so its cells can't be told apart."
        if not name:
            return "there is no name."
        if unsure:
            return "some letters may be others. Save the list as UTF-8."
        if "@" in name or not any(map(str.isalpha, name)):
            return "that is no name."
        return f"the name is longer than {LONGEST_NAME} characters." if len(name) > LONGEST_NAME else ""

    def _identifier(self, row: int, given: str) -> str:
        """The id as the server takes it, "" for none."""
        if given and not (OUR_ID if self._names else IDENTIFIER).fullmatch(given):
            self.faults.append((row, "the id is none of this server's, such as US-G606."))
            return ""
        return given

    def _address(self, row: int, what: str, given: str) -> str:
        """ "" where there is none."""
        try:
            return mail_address(given, any_letters=True) if given else ""
        except NoMailAddress:
            self.faults.append((row, f"the {what} can't be one."))
            return ""

    def _number(self, row: int, cells: Mapping[str, str]) -> str:
        """ "" where there is none."""
        phone = number_in(cells.get("phone", ""))
        if phone is None:
            self.faults.append((row, "the phone number can't be one."))
        return phone or ""


def faults_of(path: str) -> Iterator[str]:
    """What is wrong with the list, for who looks at it before any server is asked; none for ""."""
    if path:
        try:
            yield from read_host_list(Path(path).expanduser(), names=None).faults
        except FileFailed as error:
            yield str(error)
