"""Terms that a site has its visitors sign, and what they signed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from msgspec import Struct

Point = tuple[int, int, int]
"""x, y and t of a finger: x and y in thousandths of the width of the field that was signed in, t in milliseconds since
the finger first touched it."""

Stroke = tuple[Point, ...]
"""From where a finger touched the field to where it left it."""

Strokes = tuple[Stroke, ...]


class Text(Struct, frozen=True):
    """The terms in one language, a code such as "fr". `version`, the first 12 hex digits of the text's SHA-256, tells
    it from every other. Title and body are "" when only the version of a signed text is still known."""

    language: str
    title: str
    body: str
    version: str

    @classmethod
    def read(cls, language: str, content: str) -> Text:
        """`content` is the whole text, its lines ended by \\n alone. The first line is the title, the rest the body."""
        title, _, body = content.partition("\n")
        return cls(language, title, body, sha256(content.encode()).hexdigest()[:12])


class Signed(Struct, frozen=True):
    """What a visitor agreed to, and how: without strokes it was done by a button, as not everybody can draw."""

    text: Text
    strokes: Strokes = ()

    @property
    def by_button(self) -> bool:
        """Whether they pressed a button in the place of drawing."""
        return not self.strokes


class Signature(Struct, frozen=True):
    """What was signed, at a check-in or later: `entry` is the id of the journal's entry of it, `visit` the visit as it
    was called then. `at` is aware of its zone."""

    entry: str
    visit: str
    at: datetime
    signed: Signed
