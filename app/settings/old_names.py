"""Settings that had another name once: a file of that time is still understood, and said to be old."""

from __future__ import annotations

OLD_NAMES: dict[str, str] = {}
"""The name of today, by the old one. An old name is never given to another setting."""


def names_of(name: str) -> list[str]:
    """What the setting is called: its name of today, then its old ones."""
    return [name, *(old for old, today in OLD_NAMES.items() if today == name)]
