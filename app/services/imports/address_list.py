"""A list of addresses as a mail program has it: "Name Surname <name@example.org>; …"."""

from __future__ import annotations

import re

_PIECE = re.compile(r'\s*((?:"(?:\\.|[^"\\])*"|<[^<>]*>|[^"<>;,\n])*)([;,\n]|$)', re.S)
_NAMED = re.compile(r"(?P<name>.*?)<\s*(?:mailto:)?(?P<address>[^<>]*)>", re.S)
_BARE = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')


def read_addresses(text: str) -> list[tuple[str, str]] | None:
    """Pairs of name and address in their order, either of them "" where it is missing; None when `text` is no such
    list. An address isn't checked.

    Semicolons, commas and line ends divide it; a comma within a name doesn't: "Surname, Name <…>".
    """
    found: list[tuple[str, str]] = []
    named_ones = "<" in text  # then one without an address is a name, else it is some other text
    kept = ""
    for piece, divider in _pieces(text):
        whole = f"{kept}, {piece}" if kept else piece
        kept = ""
        if named := _NAMED.fullmatch(whole):
            found.append((_unquoted(named["name"]), named["address"].strip()))
        elif _BARE.fullmatch(piece) and piece == whole:
            found.append(("", piece))
        elif divider == ",":
            kept = whole
        elif named_ones:
            found.append((_unquoted(whole), ""))
        else:
            return None
    if kept:
        found.append((_unquoted(kept), ""))
    return found if named_ones or not kept else None


def _pieces(text: str) -> list[tuple[str, str]]:
    return [(found[1].strip(), found[2]) for found in _PIECE.finditer(text) if found[1].strip()]


def _unquoted(name: str) -> str:
    return _QUOTED.sub(lambda quoted: re.sub(r"\\(.)", r"\1", quoted[1]), name).strip(" '")
