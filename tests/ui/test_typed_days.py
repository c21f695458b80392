"""A day, in whatever usual form it is typed, and what is said of one that is none."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from ui.wording.typed.days import UNREAD, read_typed_day

THURSDAY = date(2026, 3, 12)


def read(typed: str, locale: str = "en_GB", today: date = THURSDAY) -> date | str:
    reading = read_typed_day(typed, QLocale(locale), today)
    return reading.day or reading.wrong


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12.3.", "2026-03-12"),
        ("1.4", "2026-04-01"),
        ("12/3", "2026-03-12"),
        ("3/13", "2026-03-13"),
        ("12-3-26", "2026-03-12"),
        ("12.3.2027", "2027-03-12"),
        ("2026-03-17", "2026-03-17"),
        ("12 march", "2026-03-12"),
        ("March 17, 2026", "2026-03-17"),
        ("17mar", "2026-03-17"),
        ("2026 march 17", "2026-03-17"),
        ("the 2nd of May", "2026-05-02"),
        ("Tue 17 March 2026", "2026-03-17"),
        ("tue 17.3.", "2026-03-17"),
        ("tue", "2026-03-17"),
        ("thu", "2026-03-12"),
        ("next tue", "2026-03-17"),
        ("next thursday", "2026-03-19"),
        ("next sun", "2026-03-22"),
        ("last tue", "2026-03-10"),
        ("last thu", "2026-03-05"),
        ("next week", "2026-03-19"),
        ("+7", "2026-03-19"),
        ("-1", "2026-03-11"),
        ("−1", "2026-03-11"),
        ("+ 14", "2026-03-26"),
        ("Tomorrow", "2026-03-13"),
        ("yesterday", "2026-03-11"),
        ("  today ", "2026-03-12"),
        ("29.2.2028", "2028-02-29"),
        ("fri next week", "2026-03-20"),
        ("Friday next week", "2026-03-20"),
        ("mon last week", "2026-03-02"),
        ("this fri", "2026-03-13"),
        ("on Friday", "2026-03-13"),
        ("on 17.3.", "2026-03-17"),
        ("+7 days", "2026-03-19"),
        ("+2w", "2026-03-26"),
        ("-1 day", "2026-03-11"),
        ("in 2 weeks", "2026-03-26"),
        ("3 days ago", "2026-03-09"),
        ("in 3 Tagen", "2026-03-15"),
        ("vor 2 Wochen", "2026-02-26"),
        ("il y a 3 jours", "2026-03-09"),
        ("the day after tomorrow", "2026-03-14"),
        ("2026/03/17", "2026-03-17"),
    ],
)
def test_usual_forms_are_read(typed: str, day: str) -> None:
    assert read(typed) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("locale", "today", "tomorrow", "tuesday", "next_tuesday", "in_march"),
    [
        ("de_DE", "heute", "morgen", "di", "nächsten Dienstag", "am 17. März"),
        ("fr_FR", "aujourd’hui", "demain", "mar", "mardi prochain", "le 17 mars"),
        ("nl_BE", "vandaag", "morgen", "di", "volgende dinsdag", "17 mrt"),
        ("it_IT", "oggi", "domani", "ma", "martedi prossimo", "17 di marzo"),
        ("es_ES", "hoy", "mañana", "martes", "el próximo martes", "17 de marzo de 2026"),
        ("en_US", "today", "tomorrow", "Tuesday", "next tue", "3/17"),
    ],
)
def test_each_language_of_the_house_is_read(
    locale: str, today: str, tomorrow: str, tuesday: str, next_tuesday: str, in_march: str
) -> None:
    days = [read(typed, locale) for typed in (today, tomorrow, tuesday, next_tuesday, in_march)]
    assert days == [THURSDAY, date(2026, 3, 13), *[date(2026, 3, 17)] * 3]
    if locale not in ("en_US", "it_IT"):  # on a PC in English too, but for words that mean two days
        assert read(next_tuesday) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("3.1.", "2026-12-30", "2027-01-03"),
        ("30.12.", "2027-01-02", "2026-12-30"),
        ("30 dec", "2026-12-01", "2026-12-30"),
        ("fri", "2026-12-30", "2027-01-01"),
        ("next week", "2026-12-30", "2027-01-06"),
        ("tomorrow", "2026-12-31", "2027-01-01"),
        ("29.2.", "2028-01-15", "2028-02-29"),
    ],
)
def test_across_new_year_the_nearest_is_meant(typed: str, today: str, day: str) -> None:
    assert read(typed, today=date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31.2.", "February has 28 days, 29 in a leap year"),
        ("31 april", "April has 30 days"),
        ("29.2.", "February 2026 has 28 days"),
        ("29.2.2027", "February 2027 has 28 days"),
        ("12.13.", "There is no month 13"),
        ("13/13/2026", "There is no month 13"),
        ("12 ju", "“ju” can be June or July: type one more letter"),
        ("di", "“di” can be Tuesday or Sunday: type one more letter"),
        ("12.3.1066", "Foyer knows the days from 1970 to 2999"),
        ("+99999", "2299-12-25"),
        ("12", UNREAD),
        ("7 days", UNREAD),
        ("in 7", UNREAD),
        ("2026/13/17", "There is no month 13"),
        ("soon", UNREAD),
        ("", ""),
    ],
)
def test_what_is_no_day_or_more_than_one_is_said_plainly(typed: str, words: str) -> None:
    assert str(read(typed)) == words


def test_numbers_stand_in_the_order_of_the_pc() -> None:
    assert read("4/3", "en_US") == date(2026, 4, 3)
    assert read("4/3", "en_GB") == date(2026, 3, 4)
    for dotted in ("4.3.", "4.3.26", "4.3.2026", "4.3.2026."):
        assert read(dotted, "en_US") == date(2026, 3, 4)
    assert read("26. 3. 4.", "ko_KR") == read("3. 4.", "ko_KR") == date(2026, 3, 4)
