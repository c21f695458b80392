"""Finding by typing: what is folded and what is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.text.folding import fold
from app.models.text.spellings import letters, may_be_one, searchable, spellings
from app.services.visits.search import matches, words


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
        ("Guðrún Guðmundsdóttir", "gudrun gudmundsdottir"),
        ("O’Rell", "o'rell"),
        ("OʼRell O`Rell O´Rell O‘Rell O′Rell", "o'rell o'rell o'rell o'rell o'rell"),
        ("Jean\u2011Luc Jean\u2010Luc Jean\u2013Luc Jean\u2212Luc", "jean-luc jean-luc jean-luc jean-luc"),
        ("Mu\u0308ller", "muller"),
        ("\u202aAda\u202c Love\u00adlace\u200b\ufeff", "ada lovelace"),
        ("می\u200cخواهم", "میخواهم"),
        ("葛\U000e0100城", "葛城"),
        ("ŋ Əliyev", "n eliyev"),
        ("", ""),
    ],
)
def test_accents_and_case_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Müller", "Mueller"),
        ("Mu\u0308ller", "mueller"),
        ("Mueller", "Müller"),
        ("Sørensen", "soerensen"),
        ("Ågård", "aagaard"),
        ("Haakon", "Håkon"),
        ("Jörg O’Neill", "joerg oneill"),
        ("Jean\u2011Luc", "jeanluc"),
        ("Jean-Luc", "jean luc"),
        ("O'Rell", "O’RELL"),
        ("Þórunn", "thorunn"),
        ("Straße", "strasse"),
        ("İpek Yıldız", "ipek yildiz"),
    ],
)
def test_a_name_is_found_in_whichever_spelling_it_is_typed(name: str, typed: str) -> None:
    assert matches(words(typed), searchable(f"Ann {name} Ltd"))
    assert spellings(name) & spellings(typed) or letters(typed) in letters(name)


def test_names_that_are_others_are_not_found() -> None:
    assert not matches(words("muller"), searchable("Miller"))
    assert not matches(words("o'rell"), searchable("Orel"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_part_of_a_name_finds_it_however_it_is_cased(before: str, sought: str) -> None:
    """What is folded whole holds what is folded word by word."""
    name = f"{before} {sought}"
    assert matches(words(sought), searchable(name))


@given(st.lists(st.text(alphabet="abcé ", min_size=1), max_size=4))
def test_the_order_of_words_does_not_matter(typed: list[str]) -> None:
    assert matches(words(" ".join(typed)), fold("abcé cab bac")) == matches(
        words(" ".join(reversed(typed))), fold("abcé cab bac")
    )


@pytest.mark.parametrize("letters", ["x", "é", "ae", "a-", "a ", "é a-b "])
def test_a_title_of_any_length_is_made_searchable(letters: str) -> None:
    """Work that grows with the square of the length would hold up the day's list for an hour."""
    assert searchable(letters * 100_000)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Acme", "Acme NV", True),
        ("ACME N.V.", "Acme NV", True),
        ("Marchetti Sofia", "Sofia Marchetti", True),
        ("José García", "José María García López", True),
        ("Gudrun Berg", "Guðrún van der Berg", True),
        ("Mueller", "Müller", True),
        ("Acme", "Acmetron", False),
        ("Ann Lee", "Ann Ek", False),
        ("", "", False),
        ("", "Acme", False),
        ("-", "Acme", False),
    ],
)
def test_what_may_be_the_same_by_fewer_words(one: str, other: str, may: bool) -> None:
    assert may_be_one(one, other) is may
