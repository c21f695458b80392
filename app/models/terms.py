"""Terms that a site has its visitors sign, and what they signed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from msgspec import Struct

Point = tuple[int, int, int]
"""Where a finger was, in thousandths of the width of what was signed on, and the milliseconds since it first touched
that."""

Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]


class Text(Struct, frozen=True):
    """The terms in one language, a code such as "fr". `version` tells one text from every other; the words are "" of
    one that was signed and of which no more is known."""

    language: str
    title: str
    body: str
    version: str

    @classmethod
    def read(cls, language: str, content: str) -> Text:
        """The first line is the title. The version is that of the whole as it stands: its lines end with \\n alone."""
        title, _, body = content.partition("\n")
        return cls(language, title, body, sha256(content.encode()).hexdigest()[:12])


class Signed(Struct, frozen=True):
    """What a visitor agreed to. Not everybody can draw: without strokes it was done by a button."""

    text: Text
    strokes: Strokes = ()

    @property
    def by_button(self) -> bool:
        return not self.strokes


class Signature(Struct, frozen=True):
    """What was signed at a check-in: `entry` is the journal's entry of it. `at` is aware of its zone."""

    entry: str
    visit: str
    at: datetime
    signed: Signed
