"""The log says what happened, and neither a secret nor who was meant."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.system import logs


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield logs.start(tmp_path / "data")
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.parametrize(
    "written",
    [
        "Authorization: Bearer s3cret-token",
        "{'Authorization': 'Bearer s3cret-token'}",
        '{"token": "s3cret-token"}',
        "{'token': 's3cret-token'}",
        "FOYER_TOKEN=s3cret-token",
        "access token: s3cret-token",
        "GET https://api.example.com/sd/tickets?q=s3cret-token&page=1",
        "to s3cret-token@example.com",
        "GET /vm/meetings?from=s3cret-token",
    ],
)
def test_secrets_and_personal_data_stay_out(file: Path, written: str) -> None:
    logging.getLogger("app.some").warning("Sent: %s", written)
    told = file.read_text()
    assert "Sent: " in told
    assert "s3cret-token" not in told


@pytest.mark.parametrize("number", ["+32 2 555 01 27", "+442077774331", "+1 (212) 555-1423"])
def test_phone_numbers_stay_out(file: Path, number: str) -> None:
    logging.getLogger("app.some").warning("Called %s today", number)
    assert "Called [phone] today" in file.read_text()


def test_a_traceback_is_told_without_them_too(file: Path) -> None:
    try:
        raise ValueError("ana@lagos.example is no address")
    except ValueError:
        logging.getLogger("app.some").exception("It broke")
    told = file.read_text()
    assert "Traceback" in told
    assert "test_logs.py" in told
    assert "ana@lagos.example" not in told


def test_whole_addresses_are_not_logged_by_the_client(file: Path) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://api.example.com/tickets?q=ana")
    assert file.read_text() == ""
