"""Finding by typing: what is folded, what is found, and whom the desk knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.folding import fold
from app.models.meeting import Meeting
from app.models.person import User
from app.models.ticket import Supplier, Ticket
from app.services.directory import Directory
from app.services.search import matches, words

MEETING = {"id": "M-1", "startAt": "2026-03-12T09:00:00Z", "endAt": "2026-03-12T10:00:00Z"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sørensen-Vestergaard", "sorensen-vestergaard"),
        ("ŁUKASZ Wójcik", "lukasz wojcik"),
        ("Nguyễn Thị Đức", "nguyen thi duc"),
        ("Țurcanu", "turcanu"),
        ("Straße", "strasse"),
        ("ÆØÅ œuvre", "aeoa oeuvre"),
        ("İstanbul ısı", "istanbul isi"),
        ("Þór", "thor"),
        ("김서연", fold("김서연")),
        ("محمد", "محمد"),
        ("Zoë 🌻", "zoe 🌻"),
        ("ＦＯＹＥＲ", "foyer"),
        ("ﬁn", "fin"),
        ("ℂafé ™", "cafe tm"),
        ("", ""),
    ],
)
def test_accents_and_case_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_part_of_a_name_finds_it_however_it_is_cased(before: str, sought: str) -> None:
    """What is folded whole holds what is folded word by word."""
    name = f"{before} {sought}"
    assert matches(words(sought), fold(name))


@given(st.lists(st.text(alphabet="abcé ", min_size=1), max_size=4))
def test_the_order_of_words_does_not_matter(typed: list[str]) -> None:
    assert matches(words(" ".join(typed)), fold("abcé cab bac")) == matches(
        words(" ".join(reversed(typed))), fold("abcé cab bac")
    )


def test_the_directory_knows_whom_it_met_by_id_and_their_latest_name() -> None:
    known = Directory()
    old, new = User(id="US-1", firstname="Élise", lastname="Old"), User(id="US-1", firstname="Élise", lastname="New")
    people = {"host": old, "users": (User(id="US-2", firstname="Ana"), User(firstname="Nobody"))}
    told = {"checkin_notification_users": (User(id="US-3"),), "checkout_notification_users": (User(id="US-4"),)}
    known.meet_meeting(Meeting.model_validate(MEETING | people | told))
    known.meet_meeting(Meeting.model_validate(MEETING | {"host": new}))
    assert [one.id for one in known.users()] == ["US-2", "US-1", "US-3", "US-4"]
    assert [one.name for one in known.users("elise")] == ["Élise New"]
    assert [one.id for one in known.users("us-3")] == ["US-3"]
    assert known.users("old") == []
    assert known.suppliers() == []


def test_suppliers_are_known_from_tickets_and_namesakes_told_apart() -> None:
    known = Directory()
    known.meet_ticket(Ticket(id="T-1", supplier=Supplier(id="SP-1", name="Otis"), notifier=User(id="US-9")))
    known.meet_ticket(Ticket(id="T-2", agent=User(id="US-1", firstname="Jo", lastname="Doe", function="IT")))
    known.meet_ticket(Ticket(id="T-3", creator=User(id="US-2", firstname="Jo", lastname="Doe", companyName="Acme")))
    assert [(one.id, one.name) for one in known.suppliers("oti")] == [("SP-1", "Otis")]
    assert [(one.id, one.detail) for one in known.users("jo doe")] == [("US-1", "IT"), ("US-2", "Acme")]
