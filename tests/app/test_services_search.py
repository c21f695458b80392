"""Finding by typing: what is folded and what is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.text.folding import fold
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
