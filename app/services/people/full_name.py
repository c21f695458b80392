"""A name that stands in one cell, as its two parts."""

from __future__ import annotations

from app.models.text.folding import fold

PARTICLES = frozenset(
    ("van", "von", "vom", "der", "den", "de", "het", "ter", "ten", "tot", "te", "'t", "zu", "zum", "zur", "da", "das",
     "do", "dos", "du", "des", "di", "del", "della", "dell'", "la", "le", "el", "al", "bin", "ibn", "ben", "af", "av")
)  # fmt: skip
"""Small words that belong to the last name behind them."""


def split_name(name: str) -> tuple[str, str]:
    """First and last name of "Jan van der Berg", "Berg, Jan" or "Jan BERG". A single word is the last name; the first
    is "" then."""
    before, comma, behind = name.partition(",")
    if comma and before.strip() and behind.strip():
        return behind.strip(), before.strip()
    words = before.split() or behind.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words):  # the last name in capitals, on whichever side it stands
        return " ".join(word for word in words if word not in loud), " ".join(loud)
    start = next((place for place, word in enumerate(words[:-1]) if place and fold(word) in PARTICLES), len(words) - 1)
    return " ".join(words[:start]), " ".join(words[max(start, 0) :])
