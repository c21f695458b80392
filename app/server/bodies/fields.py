"""The kinds of field that callers fill in, read as leniently as the API's page is.

Absent text is null, "" or left out, flags are true, 0, 1, "0" or "1", and a number may come as text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from app.models.objects.desk_vocabulary import CATEGORIES, LANGUAGE_NAMES, PRIORITIES, STATUSES, VISIT_STATUSES
from app.models.objects.kiosk_trouble import LONGEST_NAME, Trouble
from app.models.text.unseen import shows
from app.models.visit_events import EventKind

FIRST_YEAR, LAST_YEAR = 1970, 2199

LONGEST_LINE = 1000
LONGEST_TEXT = 50_000
"""Characters of what is written in one line, and of what has many."""


def _text(value: Any) -> Any:
    """The text trimmed, as the page's own answer shows it; "" for null. One with the NUL character, which PostgreSQL
    can't keep, is refused."""
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("holds a character that can't be kept")
        return value.strip()
    return "" if value is None else value


def _seen(value: Any) -> Any:
    """The same; one of which nothing can be seen is empty."""
    text = _text(value)
    return "" if isinstance(text, str) and not shows(text) else text


def _flag(value: Any) -> bool:
    if value in (None, "", False, "0", "false"):  # 0 == False
        return False
    if value in (True, "1", "true"):
        return True
    raise ValueError("is neither 0 nor 1")


def items(value: Any) -> Any:
    """For BeforeValidator: a list that is null is empty."""
    return [] if value is None else value


def _moment(value: Any) -> datetime:
    return _instant(value).replace(microsecond=0)


def _instant(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        if value in (None, ""):
            raise ValueError("is missing")
        raise ValueError("is not a time with its offset, such as 2015-01-12T15:00:00+01:00")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment.astimezone(UTC)


def _day(value: Any) -> date | datetime:
    """A calendar day; also a date and time, naive or aware, where somebody is more precise than the API asks."""
    if not isinstance(value, str):
        raise ValueError("is not a date, such as 2015-01-12")
    try:
        return datetime.fromisoformat(value.replace(" ", "+")) if "T" in value else date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a date, such as 2015-01-12") from None


def _calendar_day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("is not a date, such as 2015-01-12") from None


def _due(value: Any) -> date | datetime | None:
    if value in (None, ""):
        return None
    day = _day(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def _number_in(words: dict[int, str]) -> Callable[[Any], int | None]:
    def number(value: Any) -> int | None:
        if value in (None, ""):
            return None
        text = str(value).strip()
        if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError("is not a number")
        if int(text) not in words:
            raise ValueError(f"is none of {', '.join(f'{number} {word}' for number, word in words.items())}")
        return int(text)

    return number


def _numbers(words: dict[int, str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [str(number) for number in words]})


def one_of(*words: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """For Annotated: a text that is one of `words`."""

    def choose(value: Any) -> Any:
        if value not in words:
            raise ValueError(f"is none of {', '.join(words)}")
        return value

    return BeforeValidator(choose), WithJsonSchema({"enum": list(words)})


def _numbers_in(words: dict[int, str]) -> Callable[[list[str]], list[int]]:
    """Reads numbers with commas between them, out of each time that the parameter is named."""

    def numbers(value: list[str]) -> list[int]:
        return [known for each in ",".join(value).split(",") if (known := _number_in(words)(each.strip()))]

    return numbers


def _event_kind(value: Any) -> EventKind:
    """Reads check-in, check_in and checkin alike."""
    letters = "".join(filter(str.isalpha, value.lower())) if isinstance(value, str) else ""
    for kind in EventKind:
        if letters == kind.value.replace("-", ""):
            return kind
    raise ValueError(f"is none of {', '.join(kind.value for kind in EventKind)}")


def _language(value: Any) -> str:
    code = _text(value)
    if code not in ("", *LANGUAGE_NAMES):
        raise ValueError(f"is none of {' '.join(LANGUAGE_NAMES)}")
    return str(code)


_DATE = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}

Text = Annotated[str, BeforeValidator(_text)]
Needed = Annotated[str, Field(min_length=1), BeforeValidator(_seen)]
Line = Annotated[str, Field(max_length=LONGEST_LINE), BeforeValidator(_text)]
NeededLine = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE), BeforeValidator(_seen)]
Prose = Annotated[str, Field(max_length=LONGEST_TEXT), BeforeValidator(_text)]
Texts = Annotated[list[Needed], BeforeValidator(items)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [False, True, 0, 1, "0", "1"]})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema(_MOMENT)]
"""A moment to the second, in UTC."""
Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema(_MOMENT)]
"""A moment to the microsecond, in UTC."""
CalendarDay = Annotated[date, BeforeValidator(_calendar_day), WithJsonSchema(_DATE)]
Day = Annotated[date | datetime, BeforeValidator(_day), WithJsonSchema(_DATE)]
Due = Annotated[date | datetime | None, BeforeValidator(_due), WithJsonSchema(_DATE)]
Language = Annotated[str, BeforeValidator(_language), WithJsonSchema({"enum": ["", *LANGUAGE_NAMES]})]
Status = Annotated[int | None, BeforeValidator(_number_in(STATUSES)), _numbers(STATUSES)]
Statuses = Annotated[frozenset[int], BeforeValidator(_numbers_in(STATUSES)), WithJsonSchema({"type": "string"})]
VisitStatuses = Annotated[
    frozenset[int], BeforeValidator(_numbers_in(VISIT_STATUSES)), WithJsonSchema({"type": "string"})
]
Kind = Annotated[EventKind, BeforeValidator(_event_kind), WithJsonSchema({"enum": [each.value for each in EventKind]})]
TroubleWord = Annotated[str, *one_of(*(trouble.value for trouble in Trouble))]
CallId = Annotated[str, Field(min_length=1, max_length=64), BeforeValidator(_text)]
KioskName = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), BeforeValidator(_text)]
Priority = Annotated[int | None, BeforeValidator(_number_in(PRIORITIES)), _numbers(PRIORITIES)]
Category = Annotated[int | None, BeforeValidator(_number_in(CATEGORIES)), _numbers(CATEGORIES)]
