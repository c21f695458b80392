"""What the kiosk says: written in English where it is said, shown in the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale

CONTEXT = ""
"""lupdate finds the words where `Words(...)` is called, and gives them no context."""


@dataclass(frozen=True, slots=True, init=False)
class Words:
    """`source` is a literal, so that the translators' tool finds it; `values` are filled into its {places} after it was
    translated, and are shown as they are: names, times."""

    source: str
    values: dict[str, Any] = field(default_factory=dict)

    def __init__(self, source: str, **values: Any) -> None:
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        """In the language in force. A value may be words too."""
        shown = QCoreApplication.translate(CONTEXT, self.source)
        return shown.format(**self.values) if self.values else shown


LOCALE = Words("en_GB")
"""Translated with the name of each language's own conventions, such as de_DE."""


class SiteWords(Words):
    """What the site words itself, by the two-letter code of each language: shown in the language in force, else in the
    first."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(next(iter(texts.values())), **texts)

    def __str__(self) -> str:
        return str(self.values.get(str(LOCALE).partition("_")[0]) or self.source)


class LocalDay:
    """A day as it is written in the visitor's language: "Friday, 13 March 2026" where that is English."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __str__(self) -> str:
        day = QDate(self._day.year, self._day.month, self._day.day)
        return QLocale(str(LOCALE)).toString(day, QLocale.FormatType.LongFormat)

    def __format__(self, spec: str) -> str:
        return str(self)
