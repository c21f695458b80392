"""One file of settings: reading it, finding the line of a setting in it, and changing its lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import BadSetting
from app.settings.old_names import names_of
from app.system.whole_file import write_whole

_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read(file: Path) -> dict[str, Any]:
    """What stands in the file; nothing when there is none.

    Raises BadSetting with one sentence that names the file, the line, and what would be right.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadSetting(f"{file} can't be opened: {error.strerror}.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadSetting(f"{file}, line {line} can't be read as TOML: it holds signs that aren't UTF-8.") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(_broken(file, text, str(error))) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise BadSetting(f"{file} can't be read as TOML: it holds a value that is far too long.") from error


def line_of(file: Path, name: str) -> int | None:
    """The line, counted from 1, in which the setting of that name stands; None when that isn't plain to see."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    begins = re.compile(rf"""\s*(\[\s*)*(["']?){re.escape(name)}\2\s*(?(1)[\].]|[=.])""")
    for number, line in enumerate(lines):
        if begins.match(line) and _stands_alone("\n".join(lines[:number])):
            return number + 1
    return None


def save(file: Path, changes: Mapping[str, Any], below: Mapping[str, Any] | None = None) -> None:
    """Writes `changes` into `file` and leaves every other line as it stands.

    A change back to what is in force `below` this file takes its line out, so that the desk follows the system-wide
    file again. A setting that stands there under an old name is written under that, so that its line stays one. Raises
    OSError when the disk refuses, ValueError when the file is no TOML any more.
    """
    import tomlkit  # only the person who saves settings pays for it

    # bytes, because text would turn the ends of lines into those of another system
    before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
    document = tomlkit.parse(before)
    for name, value in changes.items():
        there = [one for one in names_of(name) if one in document]
        if below is not None and name in below and below[name] == value:
            for one in there:
                del document[one]
        else:
            document[there[0] if there else name] = "" if value is None else value  # TOML has no nothing
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, tomlkit.dumps(document).encode())


def _stands_alone(text: str) -> bool:
    """Whether what follows `text` is a line of its own, and not the middle of a long text."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _broken(file: Path, text: str, complaint: str) -> str:
    """The sentence about a text that is no TOML. `said` is the reader's own: "Invalid value (at line 1, column 8)"."""
    where = _WHERE.search(complaint)
    lines = text.removesuffix("\n").split("\n")  # as TOML counts them: other signs that end a line are part of it
    number = int(where[1]) if where and where[1] else len(lines)
    line = lines[number - 1] if number <= len(lines) else ""
    column = f" at column {where[2]}" if where and where[2] else ""
    fault = _WHERE.sub("", complaint).rstrip(".")
    if fault == "Cannot overwrite a value":
        return f"{file}, line {number} can't be read as TOML: this setting stands in the file once already."
    right = (
        r"a text with \ in it stands in single quotes, such as 'C:\Foyer\logo.png'"
        if "\\" in line
        else 'a line is a name, = and a value, texts in quotes, such as desk_name = "Desk 1"'
    )
    return f"{file}, line {number} can't be read as TOML{column} ({fault[:1].lower()}{fault[1:]}): {right}."
