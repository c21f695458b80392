"""Text without what servers change by themselves."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """They trim and fold white space, and compose accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_caseless(text: str) -> str:
    """The same without case: for ids, and for names that mean one person however they are typed. Accents count."""
    return plain(text).casefold()
