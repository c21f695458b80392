"""A server finds people's addresses in the site's own list of hosts, and follows the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.services.people.host_book import HostBook

ROWS = "Name,Id,Email\nSofia Marchetti,US-G606,sofia@northgate.example\nJörg Weiß,,joerg@northgate.example\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "hosts.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def address(book: HostBook, identity: str, name: str) -> str:
    found = book.find(identity, name)
    return found.email if found else ""


@pytest.mark.parametrize(
    ("identity", "name", "email"),
    [
        ("us-g606", "", "sofia@northgate.example"),
        ("US-X1", "sofia  MARCHETTI", "sofia@northgate.example"),
        ("US-X1", "Jorg Weiss", "joerg@northgate.example"),
        ("US-X1", "Nobody", ""),
        ("US-X1", "", ""),
    ],
)
def test_somebody_is_found_by_id_or_else_by_name(file: Path, identity: str, name: str, email: str) -> None:
    assert address(HostBook(file, "hosts"), identity, name) == email


def test_of_two_of_a_name_neither_is_meant(file: Path) -> None:
    file.write_text("Name,Id,Email\nAna Lima,US-A,a@x.example\nAna Lima,US-B,b@x.example\n", encoding="utf-8")
    book = HostBook(file, "hosts")
    assert address(book, "US-C", "Ana Lima") == ""
    assert address(book, "US-B", "Ana Lima") == "b@x.example"


def test_a_list_that_is_written_anew_counts_and_one_that_is_away_is_remembered(file: Path) -> None:
    book = HostBook(file, "hosts")
    assert address(book, "US-G606", "") == "sofia@northgate.example"
    file.write_text(ROWS.replace("sofia@", "s.marchetti@"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert address(book, "US-G606", "") == "s.marchetti@northgate.example"
    file.unlink()
    assert address(book, "US-G606", "") == "s.marchetti@northgate.example"
