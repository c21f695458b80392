"""Days and times as they stand in letters."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.server.notices.letters.dates import clock_words, day_words, language_of, span_words

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Tuesday, 1 December 2026, 09:30 – 10:30 (Brussels time, UTC+1)"),
        ("de", "Dienstag, 1. Dezember 2026, 09:30 – 10:30 Uhr (Ortszeit Brüssel, UTC+1)"),
        ("es", "martes, 1 de diciembre de 2026, 09:30 – 10:30 (hora local de Bruselas, UTC+1)"),
        ("fr", "mardi 1er décembre 2026, 9 h 30 – 10 h 30 (heure locale : Bruxelles, UTC+1)"),
        ("it", "martedì 1º dicembre 2026, 09:30 – 10:30 (ora locale: Bruxelles, UTC+1)"),
        ("nl", "dinsdag 1 december 2026, 09:30 – 10:30 uur (tijd in Brussel, UTC+1)"),
    ],
)
def test_each_language_has_its_own(language: str, words: str) -> None:
    starts, ends = (datetime(2026, 12, 1, hour, 30, tzinfo=BRUSSELS) for hour in (9, 10))
    assert span_words(starts, ends, language).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_meeting_over_several_days_says_both() -> None:
    starts, ends = datetime(2026, 12, 1, 9, 0, tzinfo=BRUSSELS), datetime(2026, 12, 3, 17, 0, tzinfo=BRUSSELS)
    assert span_words(starts, ends, "en") == (
        "Tuesday, 1 December 2026, 09:00 – Thursday, 3 December 2026, 17:00 (Brussels time, UTC+1)"
    )


def test_both_offsets_are_said_where_the_clocks_are_turned() -> None:
    starts, ends = datetime(2026, 10, 24, 9, 0, tzinfo=BRUSSELS), datetime(2026, 10, 26, 9, 0, tzinfo=BRUSSELS)
    assert span_words(starts, ends, "en").endswith("(Brussels time, UTC+2 / UTC+1)")


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "(UTC)"),
        ("Etc/GMT+5", "(UTC−5)"),
        ("Asia/Kolkata", "(Kolkata time, UTC+5:30)"),
        ("America/New_York", "(New York time, UTC−5)"),
    ],
)
def test_a_zone_is_called_after_its_city_if_it_has_one(zone: str, words: str) -> None:
    at = datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo(zone))
    assert span_words(at, at, "en").endswith(words)


def test_only_the_first_of_a_month_is_ordinal() -> None:
    eleventh = datetime(2026, 12, 11, tzinfo=BRUSSELS)
    assert day_words(eleventh, "fr") == "vendredi 11 décembre 2026"
    assert day_words(eleventh, "it") == "venerdì 11 dicembre 2026"


def test_a_full_hour_in_french_has_no_minutes_and_never_breaks() -> None:
    words = [clock_words(datetime(2026, 12, 1, 14, minute, tzinfo=BRUSSELS), "fr") for minute in (0, 5)]
    assert words == ["14\N{NO-BREAK SPACE}h", "14\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}05"]


@pytest.mark.parametrize(("code", "language"), [("NL-be", "nl"), ("fr_FR", "fr"), ("sk", "en"), ("", "en")])
def test_the_language_of_a_code(code: str, language: str) -> None:
    assert language_of(code) == language
