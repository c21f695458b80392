"""Other people's words as one line, or as the lines that they have."""

from __future__ import annotations

import unicodedata

_BREAKING = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's control signs, halves of signs, and ends of lines: none of them has a place in a header or a name."""


def one_line(text: str) -> str:
    """`text` as one line, with single spaces: nothing in it ends a line or a header of a mail."""
    letters = "".join(" " if unicodedata.category(sign) in _BREAKING else sign for sign in text)
    return " ".join(letters.split())


def several_lines(text: str) -> str:
    """`text` with its line ends as "\\n" and without other control signs, and nothing empty around it."""
    return "\n".join(map(_tidied, text.splitlines())).strip()


def _tidied(line: str) -> str:
    return "".join(" " if unicodedata.category(sign) in _BREAKING else sign for sign in line).rstrip()
