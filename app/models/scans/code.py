"""The code of a visit, as it stands in a QR on a badge or an invitation: 64 random bits, in letters that scan alike.

A scanner types like a keyboard, and the PC reads keys by its own layout. The letters are those that stand at the same
place on QWERTY, QWERTZ and AZERTY, and their case means nothing, so neither the layout nor capitals lock garbles them.
"""

from __future__ import annotations

import secrets

LETTERS = "BCDEFGHIJKLNOPRSTUVX"
LENGTH = 17
BITS = 64

_CHECK = 701
"""A code's number is a multiple of this. As a prime above the number of letters it finds each wrong letter, and each
two that changed places; of other garbled codes one in 701 is missed."""


def new_code() -> str:
    """For a visit that has none yet."""
    return code_of(secrets.randbits(BITS))


def code_of(bits: int) -> str:
    """The code of these bits, a number from 0 to 2^64 - 1."""
    number, letters = bits * _CHECK, ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(LETTERS))
        letters = LETTERS[digit] + letters
    return letters


def is_code(text: str) -> bool:
    """Whether the text is a code as `code_of` gives it, and not garbled."""
    if len(text) != LENGTH or not set(text) <= set(LETTERS):
        return False
    number = 0
    for letter in text:
        number = number * len(LETTERS) + LETTERS.index(letter)
    return number % _CHECK == 0 and number // _CHECK < 1 << BITS


TEST_CODE = code_of(int.from_bytes(b"scanners"))
"""Is of no visit: with it a scanner is tried out."""
