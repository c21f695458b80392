"""The sample of foyer.toml, which `foyer --sample-config` prints: every setting explained, as it is declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from textwrap import fill
from typing import Any

from app.settings.declaration import Declaration
from app.settings.settings import FIELDS
from app.settings.validation_messages import form

_HEAD = r"""
# Foyer's settings, each with its default. Take the # from a line, and change what stands behind the =.
#
# Foyer reads, the later the stronger:
#   1. the file for everybody on the PC, which Foyer itself never writes
#        Linux     /etc/xdg/Foyer/foyer.toml
#        Windows   C:\ProgramData\Foyer\foyer.toml
#        macOS     /Library/Application Support/Foyer/foyer.toml
#   2. the person's own, in which the page Settings keeps what differs from that
#        Linux     ~/.config/Foyer/foyer.toml
#        Windows   %LOCALAPPDATA%\Foyer\foyer.toml
#        macOS     ~/Library/Application Support/Foyer/foyer.toml
#        with --data-dir DIR it is DIR/foyer.toml
#   3. the environment: FOYER_SERVER, FOYER_TEXT_SCALE and so on
#   4. the command line: --server, --company, --prefix
#
# `foyer doctor` says where each value in force comes from. The access token, passwords, the client's secret and the PIN
# for staff are no settings: they are given in Settings, the token in FOYER_TOKEN as well. A text with a \ in it, such
# as a path on Windows, stands in single quotes. The parts are those of the page Settings.
""".lstrip()

_NO_PART = "On no page"
_WIDTH = 116


def sample(declared: Mapping[str, Declaration] = FIELDS) -> str:
    """A settings file that names every setting with its default, each in a comment: so it changes nothing as it
    stands."""
    return "\n".join([_HEAD, *_blocks(declared)])


def _blocks(declared: Mapping[str, Declaration]) -> Iterator[str]:
    above = ""
    for one in declared.values():
        part = one.place.part.value if one.place.part else _NO_PART
        if part != above:
            yield f"# ---- {part} ----\n"
            above = part
        yield _block(one)


def _block(declared: Declaration) -> str:
    can_be = "" if declared.kind is str else f"# It is {form(declared)}.\n"
    help_lines = fill(f"{declared.help}.", _WIDTH, initial_indent="# ", subsequent_indent="# ")
    return f"{help_lines}\n{can_be}#{declared.name} = {_toml(declared.default)}\n"


def _toml(default: Any) -> str:
    match default:
        case None:
            return '""'  # TOML has no nothing
        case time():
            return f'"{default:%H:%M}"'
        case str():
            return f'"{default}"'
        case _:
            return str(default).lower()
