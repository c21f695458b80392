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
    pairs: list[tuple[str, str]] = []
    named_ones = "<" in text  # then one without an address is a name, else it is some other text
    begun = ""
    for piece, divider in _pieces(text):
        whole = f"{begun}, {piece}" if begun else piece
        begun = ""
        if named := _NAMED.fullmatch(whole):
            pairs.append((_unquoted(named["name"]), named["address"].strip()))
        elif _BARE.fullmatch(piece) and piece == whole:
            pairs.append(("", piece))
        elif divider == ",":
            begun = whole
        elif named_ones:
            pairs.append((_unquoted(whole), ""))
        else:
            return None
    if begun:
        pairs.append((_unquoted(begun), ""))
    return pairs if named_ones or not begun else None


def _pieces(text: str) -> list[tuple[str, str]]:
    return [(piece[1].strip(), piece[2]) for piece in _PIECE.finditer(text) if piece[1].strip()]


def _unquoted(name: str) -> str:
    return _QUOTED.sub(lambda quoted: re.sub(r"\\(.)", r"\1", quoted[1]), name).strip(" '")
