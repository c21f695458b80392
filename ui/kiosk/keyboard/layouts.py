"""Which keys the keyboard has, per language and per kind of field: data alone. Letters stand here in lower case."""

from __future__ import annotations

from enum import Enum, auto
from typing import Literal

from msgspec import Struct

from ui.kiosk.kit.i18n import Words

Layout = Literal["text", "mixed", "number", "email"]
"""Names are written in "text"; what may be a number as well as words in "mixed"."""


class Does(Enum):
    TYPE = auto()
    SHIFT = auto()
    ERASE = auto()
    MORE = auto()
    CLEAR = auto()
    NOTHING = auto()
    """An empty place in the row."""


class Cap(Struct, frozen=True):
    """One key. It shows its `icon`, else its `label`, else its name; without a `name` it is called as it is labelled.

    `width` is in letter keys, `rows` is how many rows it is high.
    """

    does: Does
    types: str = ""
    label: str = ""
    name: Words | None = None
    icon: str = ""
    width: float = 1.0
    rows: int = 1

    @property
    def side(self) -> bool:
        """Whether it serves the typing instead of being typed."""
        return self.does is not Does.TYPE


class Board(Struct, frozen=True):
    """`widest` is how wide a letter key gets at most, in the mock-ups' pixels: beyond that, fingers only travel."""

    rows: tuple[tuple[Cap, ...], ...]
    widest: int = 150

    @property
    def columns(self) -> float:
        """Rows that are shorter than this stand in the middle."""
        return max(sum(cap.width for cap in row) for row in self.rows)


MOST_ROWS = 5
"""No board has more."""

_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

ALPHABETS = {
    "en": _QWERTY,
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnmß"),
    "es": ("qwertyuiop", "asdfghjklñ", "zxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbné"),
    "it": _QWERTY,
    "nl": _QWERTY,
}
"""Each as its speakers know it from their phones."""

DIGITS = "1234567890"

MORE_LETTERS = ("àáâäåæçñßÿ", "èéêëìíîïœø", "òóôöùúûü")
"""All that the six languages write and their plain letters lack, found by the letter that they come from."""

ACCENTS = {
    "a": "àáâäãåæą", "c": "çćč", "d": "ďđð", "e": "èéêëęě", "g": "ğ", "i": "ìíîï", "l": "ł", "n": "ñńň",
    "o": "òóôöõøœő", "r": "ř", "s": "ßśšş", "t": "ťţþ", "u": "ùúûüůű", "y": "ýÿ", "z": "źżž",
}  # fmt: skip
"""What a long press on a letter offers: visitors come from beyond the six languages too."""

_OWN_ACCENTS = {
    "de": "äöüß",
    "es": "áéíóúüñ",
    "fr": "éèêëàâæçîïôœùûüÿ",
    "it": "àèéìòóùî",
    "nl": "éëèêïíöóüúá",
}
"""What a language writes itself, the most frequent first."""


def capital(text: str) -> str:
    """`ß` stays: its capital would be two letters, and no name begins with it."""
    return text.upper() if len(text.upper()) == len(text) else text


def starts_a_word(before: str) -> bool:
    """Whether a name's next letter is a capital one: Anna Nagy-Kovács, D'Angelo."""
    return not before or before[-1] in " -'’"


def accents(letter: str, language: str) -> str:
    """The accented forms of a letter, in its case; those of the language come first."""
    own = _OWN_ACCENTS.get(language, "")
    forms = sorted(ACCENTS.get(letter.lower(), ""), key=lambda form: own.find(form) if form in own else len(own))
    return "".join(forms) if letter.islower() else "".join(map(capital, forms))


def sign(types: str, *, name: Words | None = None, width: float = 1.0) -> Cap:
    return Cap(Does.TYPE, types, label=types, name=name, width=width)


def board(layout: Layout, language: str, *, more: bool = False) -> Board:
    """A language that has no alphabet here types on the English one; `more` are further letters."""
    alphabet = ALPHABETS.get(language, ALPHABETS["en"])
    match layout:
        case "number":
            return _number_board()
        case "email":
            return _email_board(alphabet)
        case "text" | "mixed" if more:
            return _more_board()
        case "text":
            return _letter_board(alphabet)
        case "mixed":
            letters = _letter_board(alphabet)
            return Board((_signs(DIGITS), *letters.rows))


def _letter_board(alphabet: tuple[str, ...]) -> Board:
    first, second, third = alphabet
    columns = max(len(first), len(second))
    more = Cap(Does.MORE, label="Á Ñ Ü", name=Words("More letters"), width=1.5)
    signs = (sign("-", name=Words("Hyphen")), sign("'", name=Words("Apostrophe")))
    return Board((_signs(first), _signs(second), _between(third, columns), _bottom(more, signs, columns)))


def _more_board() -> Board:
    """Digits and two signs too: 3M and H&M come on a visit, and so does a Dr. Jones."""
    first, second, third = MORE_LETTERS
    columns = len(first)
    fewer = Cap(Does.MORE, label="A B C", name=Words("Fewer letters"), width=1.5)
    signs = (sign(".", name=Words("Full stop")), sign("&", name=Words("Ampersand")))
    letters = (_signs(first), _signs(second), _between(third, columns))
    return Board((_signs(DIGITS), *letters, _bottom(fewer, signs, columns)))


def _email_board(alphabet: tuple[str, ...]) -> Board:
    """Lower case, and no accents: an address has none."""
    first, second, third = ("".join(filter(str.isascii, row)) for row in alphabet)
    side = (10 - len(third)) / 2
    return Board(
        (
            _signs(DIGITS),
            _signs(first),
            _signs(second),
            (sign("_", name=Words("Underscore"), width=side), *_signs(third), _erase(side)),
            (
                sign("@", name=Words("At sign"), width=2.5),
                sign(".", name=Words("Full stop"), width=1.5),
                sign("-", name=Words("Hyphen"), width=1.5),
                sign(".com", width=2.5),
                _clear(2.0),
            ),
        )
    )


def _number_board() -> Board:
    """As on a telephone."""
    last = (sign("+", name=Words("Plus sign")), sign("0"), _space(1.0))
    filled = Cap(Does.NOTHING)  # by the key above
    return Board(
        (
            (*_signs("123"), _erase(1.0, rows=2)),
            (*_signs("456"), filled),
            (*_signs("789"), _clear(1.0, rows=2)),
            (*last, filled),
        ),
        widest=260,
    )


def _signs(letters: str) -> tuple[Cap, ...]:
    return tuple(sign(letter) for letter in letters)


def _between(letters: str, columns: int) -> tuple[Cap, ...]:
    side = (columns - len(letters)) / 2
    shift = Cap(Does.SHIFT, name=Words("Shift"), icon="arrow-up", width=side)
    return (shift, *_signs(letters), _erase(side))


def _bottom(toggle: Cap, signs: tuple[Cap, Cap], columns: int) -> tuple[Cap, ...]:
    return (toggle, *signs, _space(columns - 5.0), _clear(1.5))


def _space(width: float) -> Cap:
    return Cap(Does.TYPE, " ", name=Words("Space"), width=width)


def _erase(width: float, *, rows: int = 1) -> Cap:
    return Cap(Does.ERASE, name=Words("Erase"), icon="backspace", width=width, rows=rows)


def _clear(width: float, *, rows: int = 1) -> Cap:
    return Cap(Does.CLEAR, name=Words("Clear"), width=width, rows=rows)
