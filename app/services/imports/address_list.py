"""A list of addresses as a mail program has it: "Name Surname <name@example.org>; …", or of names alone."""

from __future__ import annotations

import re

_PIECE = re.compile(r'\s*((?:"(?:\\.|[^"\\])*"|<[^<>]*>|[^"<>;,\n])*)([;,\n]|$)', re.S)
_NAMED = re.compile(r"(?P<name>.*?)<\s*(?:mailto:)?(?P<address>[^<>]*)>", re.S)
_BARE = re.compile(r"(?:mailto:)?(?P<address>[^\s@<>\"]+@[^\s@<>\"]+)")
_BEHIND_NAME = re.compile(r"(?P<name>[^@]*[^@\s:(\[-])[\s:(\[-]+(?P<address>[^\s@()\[\]]+@[^\s@()\[\]]+)[)\]]?")
_MEANT_AS_ADDRESS = re.compile(r".*@.*|.*\w\.[a-z]{2,}", re.S | re.I)
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
_TURNED = re.compile(r"[^@\d,;]+,[^@\d,;]+")
_TWO_WORDS = re.compile(r"[^@\d,;|/\"]+\s[^@\d,;|/\"]+")
_FEWEST_NAMES = 2
_LONGEST = 500
_WHOLE_NAME = re.compile(r"[^@\d,]+\s[^@\d,]+|[^@\d,]+,[^@\d,]+")


def read_addresses(text: str) -> list[tuple[str, str]] | None:
    """Pairs of name and address in their order, either of them "" where it is missing; None when `text` is no such
    list. An address isn't checked.

    Semicolons, commas and line ends divide it; a comma within a name doesn't: "Surname, Name <…>".
    """
    if "<" in text and (named := _named_addresses(text)):
        return named
    return _in_turns(text) or _bare_addresses(text) or _turned_names(text) or _names(text)


def named_addresses(text: str) -> list[tuple[str, str]]:
    """Those of a text that holds nothing but addresses in angle brackets, with or without a name in front; none of any
    other text."""
    pairs = _named_addresses(text) if "<" in text else []
    return pairs if all("@" in address for _, address in pairs) else []


def _named_addresses(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    begun = ""
    for piece, divider in _pieces(text):
        whole = f"{begun}, {piece}" if begun else piece
        begun = ""
        if named := _NAMED.fullmatch(whole):
            pairs.append((_unquoted(named["name"]), named["address"].strip()))
        elif piece == whole and (bare := _BARE.fullmatch(piece)):
            pairs.append(("", bare["address"]))
        elif divider == ",":
            begun = whole
        else:
            pairs.append(_either(whole))
    if begun:
        pairs.append(_either(begun))
    return pairs


def _in_turns(text: str) -> list[tuple[str, str]]:
    """A name and an address in turns, in one line; none where it is something else or a single row."""
    pieces = [piece for piece, _ in _pieces(text)]
    names, addresses = pieces[::2], pieces[1::2]
    if "\n" in text.strip() or len(addresses) < 2 or len(names) != len(addresses):
        return []
    if any("@" in name for name in names) or not all(map(_BARE.fullmatch, addresses)):
        return []
    return [(_unquoted(name), address) for name, address in zip(names, addresses, strict=True)]


def _bare_addresses(text: str) -> list[tuple[str, str]]:
    """One for each piece where most of them are addresses; none otherwise, as in rows of a name and an address."""
    pieces = [piece for piece, _ in _pieces(text)]
    addresses = sum(bool(_BARE.fullmatch(piece) or _name_and_address(piece)) for piece in pieces)
    if not addresses or 2 * addresses <= len(pieces):
        return []
    return [_either(piece) for piece in pieces]


def _turned_names(text: str) -> list[tuple[str, str]]:
    """Surnames with their first names, and addresses alone, with semicolons between: `Lee, Ada; Ek, Bo; cy@x.org`. An
    address behind a name is an entry of its own: nobody knows whose it is."""
    pieces = [piece.strip() for piece in re.split("[;\n]", text) if piece.strip()]
    turned = sum(bool(_TURNED.fullmatch(piece)) for piece in pieces)
    others = [piece for piece in pieces if not _TURNED.fullmatch(piece)]
    if ";" not in text or turned < 2 or not all(map(_BARE.fullmatch, others)):
        return []
    return [_either(piece) for piece in pieces]


def _names(text: str) -> list[tuple[str, str]] | None:
    """Whole names with semicolons between them, in one line or each with a comma in it, or three and more in one line
    with any other divider: others are cells of rows."""
    for divider in ",|":
        names = [name.strip() for name in text.split(divider)]
        if len(names) > _FEWEST_NAMES and "\n" not in text.strip() and all(map(_TWO_WORDS.fullmatch, names)):
            return [(_unquoted(name), "") for name in names]
    names = [name.strip() for name in re.split("[;\n]", text) if name.strip()]
    if len(names) < 2 or ";" not in text or not all(map(_WHOLE_NAME.fullmatch, names)):
        return None
    if "\n" in text.strip() and not all("," in name for name in names):
        return None
    return [(_unquoted(name), "") for name in names]


def _either(piece: str) -> tuple[str, str]:
    """What has no address in angle brackets: an address, a name with one behind it, a name alone, or an address with
    something wrong in it."""
    if bare := _BARE.fullmatch(piece):
        return "", bare["address"]
    if pair := _name_and_address(piece):
        return pair
    name = _unquoted(piece)
    return ("", name) if _MEANT_AS_ADDRESS.fullmatch(name) else (name, "")


def _name_and_address(piece: str) -> tuple[str, str] | None:
    """Those of `Ada Lee (ada@x.org)`; None of any other text, and of one that is too long to be gone through."""
    if "@" not in piece or len(piece) > _LONGEST:
        return None
    behind = _BEHIND_NAME.fullmatch(piece)
    return (_unquoted(behind["name"]), behind["address"]) if behind else None


def _pieces(text: str) -> list[tuple[str, str]]:
    return [(piece[1].strip(), piece[2]) for piece in _PIECE.finditer(text) if piece[1].strip()]


def _unquoted(name: str) -> str:
    bare = _QUOTED.sub(lambda quoted: re.sub(r"\\(.)", r"\1", quoted[1]), name).strip()
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] == bare[-1] == "'" else bare
