"""Days and times as people of a language write them, with the place whose clocks they are of."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location

LANGUAGES = ("en", "de", "es", "fr", "it", "nl")
"""Those that have texts. The first one is for everybody else."""

_LOCALES = {"en": "en_GB"}
"""Babel's names where they aren't the language's own."""

_PLACES = {
    "en": "{} time",
    "de": "Ortszeit {}",
    "es": "hora local de {}",
    "fr": "heure locale\N{NO-BREAK SPACE}: {}",
    "it": "ora locale: {}",
    "nl": "tijd in {}",
}
_CLOCKS = {"de": "{} Uhr", "nl": "{} uur"}
_FIRST_OF_A_MONTH = {"fr": "1er", "it": "1º"}
"""It alone is ordinal there, which CLDR's patterns can't say."""


def language_of(code: str) -> str:
    """The one of LANGUAGES for a code such as "nl", "nl-BE" or "NL"."""
    language = code.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def day_words(at: datetime, language: str) -> str:
    """ "Tuesday, 1 December 2026", in the zone of `at`."""
    words = format_date(at.date(), "full", locale=_locale(language))
    return words.replace(" 1 ", f" {_FIRST_OF_A_MONTH.get(language, '1')} ", 1) if at.day == 1 else words


def clock_words(at: datetime, language: str) -> str:
    """ "09:30"; in French "9 h 30"."""
    return _CLOCKS.get(language, "{}").format(_clock(at, language))


def span_words(starts: datetime, ends: datetime, language: str) -> str:
    """From when to when, both in the zone of `starts`, whose name is said:
    "Tuesday, 1 December 2026, 09:30 – 10:30 (Brussels time, UTC+1)"."""
    ends = ends.astimezone(starts.tzinfo)
    if starts.date() == ends.date():
        clocks = _CLOCKS.get(language, "{}").format(f"{_clock(starts, language)} – {_clock(ends, language)}")
        words = f"{day_words(starts, language)}, {clocks}"
    else:
        words = " – ".join(f"{day_words(at, language)}, {clock_words(at, language)}" for at in (starts, ends))
    return f"{words} ({_zone_words(starts, ends, language)})"


def _clock(at: datetime, language: str) -> str:
    if language != "fr":
        return f"{at:%H:%M}"
    return "\N{NO-BREAK SPACE}".join(filter(None, (str(at.hour), "h", f"{at:%M}" if at.minute else "")))


def _zone_words(starts: datetime, ends: datetime, language: str) -> str:
    offsets = dict.fromkeys((_offset(starts), _offset(ends)))  # two where the clocks are turned in between
    place = _place(starts.tzinfo, language)
    return ", ".join(filter(None, (place and _PLACES[language].format(place), " / ".join(offsets))))


def _place(zone: object, language: str) -> str:
    """The city that the zone is named after; "" where it is named after none, such as Etc/GMT+5."""
    if not isinstance(zone, ZoneInfo) or "/" not in zone.key or zone.key.startswith("Etc/"):
        return ""
    return get_timezone_location(zone, locale=_locale(language), return_city=True)


def _offset(at: datetime) -> str:
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))
