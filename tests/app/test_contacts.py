"""Whom the desk knows, found as a receptionist types: best matches first, in far less time than a key press takes."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.contacts import KnownPerson
from app.models.drafts import VisitorDraft
from app.models.text.name_index import NameIndex, name_index
from app.models.text.spellings import searchable
from app.services.visits.search import matches, words
from app.store.contacts import USERS, find, keep
from app.store.migration import bring_up_to_date
from tests.app.contacts_desk import ContactsDesk
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


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ContactsDesk]:
    desk = ContactsDesk(tmp_path / "foyer.sqlite3")
    yield desk
    await desk.close()


async def met(desk: ContactsDesk, *visitors: str | dict[str, object]) -> ContactsDesk:
    await desk.hear(meeting(1, *visitors))  # type: ignore[arg-type]
    return desk


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
        ("soerensen", ["Massimo Sørensen"]),
        ("jean\u2011pierre", ["Jean-Pierre Dubois"]),
        ("jeanpierre", ["Jean-Pierre Dubois"]),
        ("mar", ["Sofia Marchetti", "Thomas Marsh"]),
        ("mas", ["Massimo Sørensen", "Thomas Marsh"]),
        ("us-3", ["Amélie Dubois"]),
        ("nobody", []),
    ],
)
async def test_who_is_found_by_what_is_typed(desk: ContactsDesk, typed: str, found: list[str]) -> None:
    users = [{"id": f"US-{number}", "firstname": name} for number, name in enumerate(HOSTS)]
    await desk.hear(meeting(1, host=None, users=users))
    assert [one.name for one in await desk.contacts.users(typed)] == found


def file_with(*names: str) -> sqlite3.Connection:
    """A desk's tables with users of these names, whose ids are their numbers."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    bring_up_to_date(connection)
    connection.execute("insert into place (id, server, company) values (1, 'desk', 'CO-1')")
    for number, name in enumerate(names):
        keep(connection, 1, USERS, str(number), Named(str(number), name), datetime.now(UTC))  # type: ignore[type-var]
    return connection


class Named(KnownPerson):
    """Found by the name alone."""

    def index(self) -> NameIndex:
        return name_index(key="", name=self.name)


def test_the_start_of_a_name_comes_before_that_of_a_word_then_initials_then_what_is_inside() -> None:
    connection = file_with("Thomas Mann", "Bert Masson", "Malin Alm", "Mia Andersson", "Emma Berg")
    found = [one.name for one in find(connection, 1, USERS, "ma", 50)]
    assert found == ["Malin Alm", "Bert Masson", "Thomas Mann", "Mia Andersson", "Emma Berg"]
    assert [one.name for one in find(connection, 1, USERS, "ma", 2)] == ["Malin Alm", "Bert Masson"]


async def test_an_id_that_is_typed_whole_is_found_however_many_begin_like_it(desk: ContactsDesk) -> None:
    users = [{"id": f"US-1{number}", "firstname": f"A{number}"} for number in range(300)]
    await desk.hear(meeting(1, users=[*users, {"id": "US-1", "lastname": "Z"}]))
    assert (await desk.contacts.users("us-1"))[0].name == "Z"
    assert len(await desk.contacts.users("us-1")) == 50
    assert len(await desk.contacts.users()) == 302


NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@given(st.lists(NAMES, max_size=30), st.text(max_size=8))
def test_everybody_in_whom_each_word_stands_is_found_and_at_most_initials_more(names: list[str], typed: str) -> None:
    found = {int(one.id) for one in find(file_with(*names), 1, USERS, typed, 50)}
    sought = words(typed)
    holding = {number for number, name in enumerate(names) if matches(sought, searchable(name))}
    assert holding <= found
    if len(sought) > 1:
        assert found == holding


@given(st.lists(NAMES.filter(str.strip), max_size=30), st.text("abé .-1", max_size=4))
def test_the_file_finds_in_the_order_in_which_a_person_would(names: list[str], typed: str) -> None:
    """Said once more, as plainly as can be."""
    sought = words(typed)
    if not sought:
        return
    whole = " ".join(sought)

    def rank(name: str) -> int:
        line, _, initials = name_index(key="", name=name).line.partition("\n")
        ranks = (
            line.startswith(f" {whole}"),
            all(f" {word}" in line for word in sought),
            len(whole) > 1 and whole.isalpha() and f"\n{whole}" in f"\n{initials}",
            len(whole) > 1 and whole.isalpha() and f"\t{whole}" in initials,
            all(word in line for word in sought),
        )
        return ranks.index(True) if True in ranks else len(ranks)

    expected = sorted((rank(name), name_index(key="", name=name).line.encode()) for name in names)
    found = [one.name for one in find(file_with(*names), 1, USERS, typed, 50)]
    ranked = [(rank(name), name_index(key="", name=name).line.encode()) for name in found]
    assert ranked == [one for one in expected if one[0] < 5]


async def test_visitors_are_found_by_name_company_and_email(desk: ContactsDesk) -> None:
    known = (await met(desk, ADA, "Charles Babbage")).contacts
    for typed in ("ada", "love", "al", "analyt", "ada@eng", "engines.example", "lovelace engines"):
        assert [one.name for one in await known.visitors(typed)] == ["Ada Lovelace"]
    (ada,) = await known.visitors("ada")
    assert (ada.name, ada.detail, ada.id) == ("Ada Lovelace", "Analytical Engines", "ada@engines.example")
    assert await known.users("ada") == ()


async def test_a_visitor_is_invited_again_with_all_that_is_known_but_what_was_about_one_visit(
    desk: ContactsDesk,
) -> None:
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
    (ada,) = await (await met(desk, ADA | told)).contacts.visitors("ada")
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


async def test_the_same_visitor_in_other_words_is_one_and_namesakes_are_two(desk: ContactsDesk) -> None:
    await met(
        desk,
        ADA,
        ADA | {"firstname": "ADA", "email": "Ada@Engines.example", "id": "V-2"},
        visitor("Ada Lovelace", companyName="Byron & Co", email="ada@byron.example"),
        visitor("Ada Lovelace", companyName="Byron & Co"),
        visitor("Ada  lovelace", companyName="BYRON & co"),
    )
    assert sorted((one.detail, one.id) for one in await desk.contacts.visitors("ada")) == [
        ("Analytical Engines", "Ada@Engines.example"),
        ("BYRON & co", ""),
        ("Byron & Co", "ada@byron.example"),
    ]


async def test_who_has_no_name_is_nobody(desk: ContactsDesk) -> None:
    await met(desk, {"object": "visitor", "id": "V-1", "email": "x@y.example"})
    assert await desk.contacts.visitors("x@y") == ()


async def test_a_user_is_known_with_the_number_to_call_first(desk: ContactsDesk) -> None:
    host = {"id": "US-1", "firstname": "Sofia", "email": "sofia@x.example", "phone": "+32 2 1", "mobile": "+32 470 2"}
    await desk.hear(meeting(1, host=host))
    sofia = await desk.contacts.user("US-1")
    assert sofia
    assert (sofia.email, sofia.phone) == ("sofia@x.example", "+32 470 2")
    assert await desk.contacts.user("US-2") is None
    assert await desk.contacts.supplier("US-1") is None


async def test_whoever_was_not_met_for_long_is_no_longer_known(desk: ContactsDesk) -> None:
    await met(desk, ADA)
    await desk.lists.forget_before(datetime(2026, 3, 12, 8, 0, tzinfo=UTC), date(2026, 3, 12))
    assert await desk.contacts.visitors("ada")
    await desk.lists.forget_before(datetime(2026, 3, 12, 9, 30, tzinfo=UTC), date(2026, 3, 12))
    assert await desk.contacts.visitors("ada") == ()
    assert await desk.contacts.users() == ()


async def test_half_a_letter_is_in_nobodys_name_and_costs_nobody_else(desk: ContactsDesk) -> None:
    await desk.hear(meeting(1, "Ada Lovelace", "Charles \ud800", host=None))
    assert [one.name for one in await desk.contacts.visitors("a")] == ["Ada Lovelace"]
    assert await desk.contacts.visitors("\ud800") == ()


async def test_users_are_known_by_id_with_their_latest_name(desk: ContactsDesk) -> None:
    old, new = ({"id": "US-1", "firstname": "Élise", "lastname": last} for last in ("Old", "New"))
    people = {"host": old, "users": [{"id": "US-2", "firstname": "Ana"}, {"firstname": "Nobody"}]}
    told = {"checkinNotificationUsers": [{"id": "US-3"}], "checkoutNotificationUsers": [{"id": "US-4"}]}
    await desk.hear(meeting(1, **people, **told))
    await desk.hear(meeting(1, **people, **told), meeting(2, host=new))
    assert [one.id for one in await desk.contacts.users()] == ["US-2", "US-1", "US-3", "US-4"]
    assert [one.name for one in await desk.contacts.users("elise")] == ["Élise New"]
    assert [one.id for one in await desk.contacts.users("us-3")] == ["US-3"]
    assert await desk.contacts.users("old") == ()
    assert await desk.contacts.suppliers() == ()


async def test_suppliers_are_known_from_tickets_and_namesakes_told_apart(desk: ContactsDesk) -> None:
    jo = {"firstname": "Jo", "lastname": "Doe"}
    await desk.hear(
        {"id": "T-1", "supplier": {"id": "SP-1", "name": "Otis"}, "notifier": {"id": "US-9"}},
        {"id": "T-2", "agent": jo | {"id": "US-1", "function": "IT"}},
        {"id": "T-3", "creator": jo | {"id": "US-2", "companyName": "Acme"}},
        name="tickets?page=1",
        day=None,
    )
    assert [(one.id, one.name) for one in await desk.contacts.suppliers("oti")] == [("SP-1", "Otis")]
    assert [(one.id, one.detail) for one in await desk.contacts.users("jo doe")] == [("US-1", "IT"), ("US-2", "Acme")]
