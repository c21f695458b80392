"""Time zones by whichever name they are called."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest
from tzlocal.windows_tz import win_tz

from app.system.zone_names import zone_called


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Brussels", "Europe/Brussels"),
        ("europe/brussels", "Europe/Brussels"),
        ("EUROPE/BRUSSELS", "Europe/Brussels"),
        (" Europe/Brussels\n", "Europe/Brussels"),
        ("america/new york", "America/New_York"),
        ("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("w. europe standard time", "Europe/Berlin"),
        ("W. Europe  Standard Time", "Europe/Berlin"),
        ("Pacific Daylight Time", "America/Los_Angeles"),
        ("Romance Standard Time", "Europe/Paris"),
        ("India Standard Time", "Asia/Calcutta"),
    ],
)
def test_iana_names_and_windows_names_in_any_case(name: str, zone: str) -> None:
    known = zone_called(name)
    assert known is not None
    assert known.key == zone


def test_every_name_that_windows_has_is_known() -> None:
    assert [name for name in win_tz if zone_called(name.upper()) is None] == []
    zones = available_timezones() - {"localtime", "Factory"}
    assert [name for name in zones if zone_called(name.lower()) is None] == []


@pytest.mark.parametrize(
    "name",
    ["", " ", "Mars/Base", "../../etc/passwd", "/etc/localtime", "Europe", "UTC+25", "\0", "x" * 5000, "localtime"],
)
def test_what_is_no_zone(name: str) -> None:
    assert zone_called(name) is None
