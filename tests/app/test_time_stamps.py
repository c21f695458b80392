"""One moment in all its spellings, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.models.values.time_stamps import moment_in

BRUSSELS = ZoneInfo("Europe/Brussels")
EIGHT = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""Nine o'clock in Brussels."""

WITH_OFFSET = [
    EIGHT,
    "2026-11-02T08:00:00Z",
    "2026-11-02t08:00:00z",
    "2026-11-02T08:00:00.000Z",
    "2026-11-02T08:00:00,0000000Z",
    "2026-11-02T08:00:00+00:00Z",
    "2026-11-02T09:00:00+01:00",
    "2026-11-02T09:00:00+0100",
    "2026-11-02T09:00:00+01",
    "2026-11-02T09:00+01:00",
    "2026-11-02T09+01:00",
    "2026-11-02 09:00:00 +01:00",
    "2026-11-02T03:00:00\N{MINUS SIGN}05:00",
    "2026-11-02 08:00:00 UTC",
    "2026-11-02 08:00 gmt",
    "2026-11-02T09:00:00+01:00[Europe/Brussels]",
    "  2026-11-02T08:00:00Z\n",
    "20261102T080000Z",
    "Mon, 02 Nov 2026 08:00:00 GMT",
    "Mon, 2 Nov 2026 09:00:00 +0100",
    "1793606400",
    "1793606400.0",
    "1793606400000",
    "1793606400000000",
    "1793606400000000000",
    1793606400,
    1793606400.0,
    1793606400000,
    "/Date(1793606400000)/",
    "/Date(1793606400000+0100)/",
]
WITHOUT = [
    datetime(2026, 11, 2, 9),  # noqa: DTZ001 as a server may mean it
    "2026-11-02T09:00",
    "2026-11-02 09:00:00",
    "2026-11-02T09:00:00.000",
    "2026-11-2 9:00",
    "2026/11/02 09:00",
    "20261102090000",
    "202611020900",
]
NONE = [
    None, "", " ", "soon", "09:00", "0", 0, -1, 7, True, 1e300, float("nan"), 10**30, "9" * 5000, [], {}, b"2026-11-02",
    "0000-00-00", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-13-02", "02-11-2026",
    "2026-11-02T25:00", "2026-11-02T09:61", "2026-11-02T09:00+99:00", "2026-02-30T10:00",
]  # fmt: skip


@pytest.mark.parametrize("zone", [UTC, BRUSSELS])
@pytest.mark.parametrize("stamp", WITH_OFFSET)
def test_a_moment_in_all_its_spellings(stamp: object, zone: ZoneInfo) -> None:
    assert moment_in(stamp, zone) == EIGHT


@pytest.mark.parametrize("stamp", WITHOUT)
def test_without_an_offset_it_is_the_clock_of_the_zone(stamp: object) -> None:
    assert moment_in(stamp, BRUSSELS) == EIGHT
    assert moment_in(stamp) == EIGHT.replace(hour=9)


@pytest.mark.parametrize("stamp", NONE)
def test_what_is_no_moment(stamp: object) -> None:
    assert moment_in(stamp, BRUSSELS) is None


def test_a_day_and_its_end() -> None:
    assert moment_in("2026-11-02", BRUSSELS) == datetime(2026, 11, 1, 23, tzinfo=UTC)
    assert moment_in("20261102", BRUSSELS) == datetime(2026, 11, 1, 23, tzinfo=UTC)
    assert moment_in("2026-11-01T24:00", BRUSSELS) == datetime(2026, 11, 1, 23, tzinfo=UTC)
