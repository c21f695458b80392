"""The words for days that people type, in each language that visitors are spoken to in and in that of the PC. Folded:
accents and case mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from PySide6.QtCore import QLocale

from app.models.text.folding import fold
from ui.wording.languages import LANGUAGES

NEAR = {
    "today": 0, "heute": 0, "hoy": 0, "aujourd'hui": 0, "oggi": 0, "vandaag": 0,
    "tomorrow": 1, "morgen": 1, "manana": 1, "demain": 1, "domani": 1,
    "yesterday": -1, "gestern": -1, "ayer": -1, "hier": -1, "ieri": -1, "gisteren": -1,
    "ubermorgen": 2, "overmorgen": 2, "apres-demain": 2, "pasado manana": 2, "dopodomani": 2,
    "day after tomorrow": 2, "the day after tomorrow": 2, "day before yesterday": -2, "the day before yesterday": -2,
    "vorgestern": -2, "eergisteren": -2, "avant-hier": -2, "anteayer": -2, "l'altro ieri": -2,
}  # fmt: skip
"""Days from today on."""

OF_A_WEEK = {
    "next": 1, "nachste": 1, "nachsten": 1, "nachster": 1, "proximo": 1, "proxima": 1, "prochain": 1, "prochaine": 1,
    "prossimo": 1, "prossima": 1, "volgende": 1,
    "last": -1, "letzte": -1, "letzten": -1, "letzter": -1, "pasado": -1, "pasada": -1, "dernier": -1, "derniere": -1,
    "scorso": -1, "scorsa": -1, "vorige": -1,
}  # fmt: skip
"""What stands before or behind a day of the week, and by how many weeks it leads away."""

WEEK = ("week", "woche", "semana", "semaine", "settimana")

LEADING = frozenset(("am", "on", "this", "diesen", "kommenden", "ce", "este", "questo", "deze"))
"""Stands before a day, and says no more than that it is the next one."""

ONWARDS = ("+", "in", "dans", "en", "fra", "tra", "over")
BACKWARDS = ("-", "vor", "hace", "il y a")
AGO = ("ago", "fa", "geleden")
"""Before and behind a number of days or weeks."""

STEPS = {
    "d": 1, "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1, "dia": 1, "dias": 1, "jour": 1, "jours": 1,
    "giorno": 1, "giorni": 1, "dag": 1, "dagen": 1,
    "w": 7, "week": 7, "weeks": 7, "weken": 7, "woche": 7, "wochen": 7, "semana": 7, "semanas": 7, "semaine": 7,
    "semaines": 7, "settimana": 7, "settimane": 7,
}  # fmt: skip
"""What is counted in steps, and by how many days each leads away."""

FILLING = frozenset(("st", "nd", "rd", "th", "of", "the", "de", "den", "der", "le", "er", "el", "la", "il", "di"))
"""Stands around the day and the month, as in "2nd of December" or "1er mars"."""

LEAST = 2
"""Letters of a name that are needed."""

_SHORT = QLocale.FormatType.ShortFormat


def weekdays(word: str, locale: QLocale) -> frozenset[int]:
    """Which days of the week the word may mean, 1 is Monday. By English and the language of `locale` alone where it
    means one there, else by every language; several where it is too short."""
    return _meant(_weekday_names, word, locale)


def months(word: str, locale: QLocale) -> frozenset[int]:
    """The same of months, 1 is January."""
    return _meant(_month_names, word, locale)


def _meant(names: Callable[[str], tuple[tuple[str, ...], ...]], word: str, locale: QLocale) -> frozenset[int]:
    word = fold(word).rstrip(".")
    if len(word) < LEAST:
        return frozenset()

    def among(languages: Iterable[str]) -> frozenset[int]:
        each = (enumerate(names(language), 1) for language in languages)
        return frozenset(number for numbered in each for number, ways in numbered if _begins(word, ways))

    near = among(("en", locale.name()))
    return near if len(near) == 1 else near | among(LANGUAGES)


def _begins(word: str, ways: tuple[str, ...]) -> bool:
    return any(name.startswith(word) for name in ways)


@cache
def _weekday_names(language: str) -> tuple[tuple[str, ...], ...]:
    """Of each, how it is written: whole and short."""
    locale = QLocale(language)
    return tuple(_folded(locale.dayName(number), locale.dayName(number, _SHORT)) for number in range(1, 8))


@cache
def _month_names(language: str) -> tuple[tuple[str, ...], ...]:
    locale = QLocale(language)
    return tuple(
        _folded(locale.standaloneMonthName(number), locale.monthName(number), locale.monthName(number, _SHORT))
        for number in range(1, 13)
    )


def _folded(*names: str) -> tuple[str, ...]:
    return tuple(fold(name).rstrip(".") for name in names)
