"""Whom the desk knows, found as a receptionist types: best matches first, in far less time than a key press takes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.drafts import VisitorDraft
from app.models.folding import fold
from app.models.meeting import Meeting
from app.models.person import User
from app.services.directory import Directory
from app.services.finding import Index, entry
from app.services.search import matches, words
from tests.meetings import meeting, visitor

HOSTS = (
    "Sofia Marchetti",
    "Otto von Brandt",
    "Jean-Pierre Dubois",
    "Amélie Dubois",
    "Łukasz Wójcik",
    "Massimo Sørensen",
    "Thomas Marsh",
)
ADA = visitor("Ada Lovelace", companyName="Analytical Engines", email="ada@engines.example")


def known_users() -> Directory:
    known = Directory()
    users = [User(id=f"US-{number}", firstname=name) for number, name in enumerate(HOSTS)]
    known.meet_meeting(Meeting.model_validate(meeting(1, host=None, users=users)))
    return known


def met(*visitors: str | dict[str, object], at: str = "10:00") -> Directory:
    known = Directory()
    known.meet_meeting(Meeting.model_validate(meeting(1, *visitors, at=at)))  # type: ignore[arg-type]
    return known


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sm", ["Sofia Marchetti", "Massimo Sørensen"]),
        ("SM", ["Sofia Marchetti", "Massimo Sørensen"]),
        ("ms", ["Massimo Sørensen", "Sofia Marchetti"]),
        ("ovb", ["Otto von Brandt"]),
        ("ob", ["Otto von Brandt"]),
        ("jpd", ["Jean-Pierre Dubois"]),
        ("jd", ["Jean-Pierre Dubois"]),
        ("dubois a", ["Amélie Dubois", "Jean-Pierre Dubois"]),
        ("DUB", ["Amélie Dubois", "Jean-Pierre Dubois"]),
        ("pierre", ["Jean-Pierre Dubois"]),
        ("jean-p", ["Jean-Pierre Dubois"]),
        ("lukasz wojcik", ["Łukasz Wójcik"]),
        ("sorensen", ["Massimo Sørensen"]),
        ("mar", ["Sofia Marchetti", "Thomas Marsh"]),
        ("mas", ["Massimo Sørensen", "Thomas Marsh"]),
        ("us-3", ["Amélie Dubois"]),
        ("nobody", []),
    ],
)
def test_who_is_found_by_what_is_typed(typed: str, found: list[str]) -> None:
    assert [one.name for one in known_users().users(typed)] == found


def test_the_start_of_a_name_comes_before_that_of_a_word_then_initials_then_what_is_inside() -> None:
    index = Index(
        entry(name, key=str(number), name=name)
        for number, name in enumerate(("Thomas Mann", "Bert Masson", "Malin Alm", "Mia Andersson", "Emma Berg"))
    )
    assert index.find("ma") == ["Malin Alm", "Bert Masson", "Thomas Mann", "Mia Andersson", "Emma Berg"]
    assert index.find("ma", 2) == ["Malin Alm", "Bert Masson"]


def test_an_id_that_is_typed_whole_is_found_however_many_begin_like_it() -> None:
    known = Directory()
    users = [User(id=f"US-1{number}", firstname=f"A{number}") for number in range(300)] + [
        User(id="US-1", lastname="Z")
    ]
    known.meet_meeting(Meeting.model_validate(meeting(1) | {"users": users}))
    assert known.users("us-1")[0].name == "Z"
    assert len(known.users("us-1")) == 50
    assert len(known.users()) == 302


@given(st.lists(st.text(max_size=12), max_size=30), st.text(max_size=8))
def test_everybody_in_whom_each_word_stands_is_found_and_at_most_initials_more(names: list[str], typed: str) -> None:
    index = Index(entry(number, key="", name=name) for number, name in enumerate(names))
    found = set(index.find(typed))
    holding = {number for number, name in enumerate(names) if matches(words(typed), fold(name))}
    assert holding <= found
    if len(words(typed)) > 1:
        assert found == holding


def test_visitors_are_found_by_name_company_and_email() -> None:
    known = met(ADA, "Charles Babbage")
    for typed in ("ada", "love", "al", "analyt", "ada@eng", "engines.example", "lovelace engines"):
        assert [one.name for one in known.visitors(typed)] == ["Ada Lovelace"]
    (ada,) = known.visitors("ada")
    assert (ada.name, ada.detail, ada.id) == ("Ada Lovelace", "Analytical Engines", "ada@engines.example")
    assert [one.name for one in known.users("ada")] == []


def test_a_visitor_is_invited_again_with_all_that_is_known_but_what_was_about_one_visit() -> None:
    told = {
        "phone": "+32 2 123 45 67",
        "mobile": "+32 470 12 34 56",
        "function": "Countess",
        "language": {"code": "fr"},
        "licensePlate": "1-ABC-234",
        "about": "Brings a dog",
        "smsReminder": 1,
        "mailReminder": 1,
    }
    (ada,) = met(ADA | told).visitors("ada")
    assert ada.draft() == VisitorDraft(
        first_name="Ada",
        last_name="Lovelace",
        email="ada@engines.example",
        phone="+32 2 123 45 67",
        mobile="+32 470 12 34 56",
        company_name="Analytical Engines",
        function="Countess",
        language="fr",
        license_plate="1-ABC-234",
    )


def test_the_same_visitor_in_other_words_is_one_and_namesakes_are_two() -> None:
    known = met(
        ADA,
        ADA | {"firstname": "ADA", "email": "Ada@Engines.example", "id": "V-2"},
        visitor("Ada Lovelace", companyName="Byron & Co", email="ada@byron.example"),
        visitor("Ada Lovelace", companyName="Byron & Co"),
        visitor("Ada  lovelace", companyName="BYRON & co"),
    )
    assert sorted((one.detail, one.id) for one in known.visitors("ada")) == [
        ("Analytical Engines", "Ada@Engines.example"),
        ("BYRON & co", ""),
        ("Byron & Co", "ada@byron.example"),
    ]


def test_who_has_no_name_is_nobody() -> None:
    assert met({"object": "visitor", "id": "V-1", "email": "x@y.example"}).visitors("x@y") == []


def test_a_user_is_known_with_the_number_to_call_first() -> None:
    known = Directory()
    host = {"id": "US-1", "firstname": "Sofia", "email": "sofia@x.example", "phone": "+32 2 1", "mobile": "+32 470 2"}
    known.meet_meeting(Meeting.model_validate(meeting(1, host=host)))
    sofia = known.user("US-1")
    assert sofia
    assert (sofia.email, sofia.phone) == ("sofia@x.example", "+32 470 2")
    assert known.user("US-2") is None


def test_whoever_was_not_met_for_long_is_no_longer_known() -> None:
    known = met(ADA)
    known.forget_before(datetime(2026, 3, 12, 8, 0, tzinfo=UTC))
    assert known.visitors("ada")
    known.forget_before(datetime(2026, 3, 12, 9, 30, tzinfo=UTC))
    assert known.visitors("ada") == []
    assert known.users() == []
    assert known.news() == ()
