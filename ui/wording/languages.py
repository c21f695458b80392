"""The languages that visitors are spoken to in, each in its own words."""

from __future__ import annotations

ENGLISH = "en"

LANGUAGES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
}
"""Each in its own words, in the order in which they are offered."""
