"""Who somebody says they are: whole names, however they are written, and never a list to browse."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.services.kiosk.claim import Claim, OwnVisit, whose_visit

AT = datetime(2026, 3, 12, 10, tzinfo=ZoneInfo("Europe/Brussels"))


def own(first: str, last: str, company: str = "") -> OwnVisit:
    return OwnVisit(first, last, company, AT)


@pytest.mark.parametrize(
    ("last", "typed"),
    [
        ("Adébáyò", "adebayo"),
        ("O’Brien", "OBRIEN"),
        ("O'Brien", "o brien"),
        ("Nagy-Kovács", "Nagy Kovacs"),
        ("Müller", "Mueller"),
        ("Müller", "muller"),
        ("Mueller", "Müller"),
        ("Strauß", "strauss"),
        ("van der Berg", "Van der Berg"),
        ("van der Berg", "Berg"),
        ("Fox 🦊", "fox"),
        ("Sørensen", "Soerensen"),
        ("Nguyễn", "nguyen"),
        ("김", "김"),
        ("Mu\u0308ller", "Mueller"),
        ("Guðmundsson", "Gudmundsson"),
        ("'t Veld", "Veld"),
        ("’t Veld", "Veld"),
        ("’t Veld", "'t veld"),
        ("O´Rell", "o'rell"),
        ("Love\u00adlace", "lovelace"),
        ("García López", "garcia"),
        ("García López", "Lopez"),
        ("Öztürk-Schmidt", "schmidt"),
        ("Öztürk-Schmidt", "Oeztuerk"),
        ("von und zu Guttenberg", "guttenberg"),
        ("Freiherr von und zu Guttenberg", "zu Guttenberg"),
        ("O'Neill", "neill"),
        ("O’Neill", "Neill"),
        ("Oʼneill", "neill"),
        ("D'Angelo", "angelo"),
        ("de la Cruz Martínez", "de la cruz"),
        ("Adékúnlẹ́-Bello", "adekunle"),
        ("Đorđević", "Djordjevic"),
        ("Djordjevic", "Đorđević"),
        ("Smith", "Dr. Smith"),
        ("Müller", "Prof. Dr. Mueller"),
        ("Smith-Jones", "Mrs Jones"),
        ("Frau", "frau"),
    ],
)
def test_a_name_is_found_however_it_is_written(last: str, typed: str) -> None:
    assert own("Zoë", last).fits(Claim(typed))


@pytest.mark.parametrize(
    ("last", "typed"),
    [
        ("O'Neill", "o"),
        ("de la Cruz", "de la"),
        ("von und zu Guttenberg", "zu"),
        ("Mu\u0308ller", "ller"),
        ("Love\u00adlace", "lace"),
        ("Adébáyò", "Adebay"),
        ("Leeds", "Lee"),
        ("Lee", "Leeds"),
        ("🦊", "fox"),
        ("🦊", "🐻"),
        ("Berg", "van der Berg"),
    ],
)
def test_a_part_of_a_name_is_not_enough(last: str, typed: str) -> None:
    assert not own("Zoë", last).fits(Claim(typed))


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        ("Ana", "Lima", "Ana Lima"),
        ("Ana", "Lima", "Lima Ana"),
        ("Ana", "Lima", "LIMA, Ana"),
        ("Ana", "Lima", "Ana Maria Lima"),
        ("María José", "García López", "Maria Garcia"),
        ("María José", "García López", "García López María José"),
        ("Jan", "van der Berg", "jan berg"),
        ("Jan", "van der Berg", "Berg, Jan van der"),
        ("小明", "王", "王小明"),
        ("Jean-Luc", "Moreau", "Jean Moreau"),
        ("Jürgen", "Müller", "Juergen Mueller"),
    ],
)
def test_the_whole_name_is_found_in_whichever_order(first: str, last: str, typed: str) -> None:
    assert own(first, last).fits(Claim(typed))


@pytest.mark.parametrize("typed", ["Bo Lima", "Ana", "Ana Lim", "Lima Bo", "Ana Lee"])
def test_another_whole_name_is_another_person(typed: str) -> None:
    assert not own("Ana", "Lima").fits(Claim(typed))


def test_both_names_may_stand_in_each_other_s_place() -> None:
    assert own("Lima", "Ana").fits(Claim("Lima", "Ana"))
    assert own("Lima", "Ana").may_be_swapped(Claim("Lima"))
    assert not own("Lima", "Ana").fits(Claim("Lima")), "a first name alone leads to nobody's visit"
    assert not own("Lima", "Ana").fits(Claim("Lima", "Bo"))


def test_more_first_names_than_are_known_fit() -> None:
    assert own("Ana", "Lima").fits(Claim("Lima", "Ana Maria"))


@pytest.mark.parametrize(
    ("known", "typed"), [("Dr. Ana", "Ana"), ("Ana", "Dr. Ana"), ("A.", "Ana"), ("Mr", "mr"), ("Prof. Dr. Ana", "ana")]
)
def test_titles_and_initials_are_no_more_than_that(known: str, typed: str) -> None:
    assert own(known, "Lima").fits(Claim("Lima", typed))
    assert not own(known, "Lima").fits(Claim("Lima", "Bo"))


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Acme AB", "acme"),
        ("Acme", "Acme B.V."),
        ("Süddeutsche Prüf- und Messtechnik", "sueddeutsche pruef"),
        ("3M", "3m"),
    ],
)
def test_a_company_is_known_by_its_first_words(known: str, typed: str) -> None:
    assert own("Ana", "Lima", known).fits(Claim("Lima", company=typed))


@pytest.mark.parametrize(
    ("known", "typed"),
    [("Acme AB", "ab"), ("Acme AB", "ac"), ("The Bolt", "the"), ("De Volksbank", "de"), ("", "acme")],
)
def test_a_piece_of_a_company_is_not_enough(known: str, typed: str) -> None:
    assert not own("Ana", "Lima", known).fits(Claim("Lima", company=typed))


def test_the_very_company_comes_before_a_longer_one() -> None:
    people = [own("Ann", "Lee", "Acme Bank"), own("Ann", "Lee", "Acme")]
    assert whose_visit(people, Claim("lee", "ann", "acme")) == (people[1],)
    assert whose_visit([people[0], own("Ann", "Lee", "Acme Air")], Claim("lee", "ann", "acme")) != (people[0],)


def test_nothing_typed_fits_nobody() -> None:
    assert not own("Zoë", "").fits(Claim(""))
    assert not own("Zoë", "Lee").fits(Claim("  - "))


def test_first_name_and_company_tell_namesakes_apart() -> None:
    people = [own("Ann", "Lee", "Acme"), own("Ann", "Lee", "Bolt"), own("Bo Mi", "Lee", "Acme")]
    assert len(whose_visit(people, Claim("lee"))) == 3
    assert [one.company for one in whose_visit(people, Claim("lee", "ann"))] == ["Acme", "Bolt"]
    assert whose_visit(people, Claim("lee", "ann", "bolt")) == (people[1],)
    assert whose_visit(people, Claim("lee", "bo")) == (people[2],)
    assert whose_visit(people, Claim("lee", "mi")) == ()


def test_several_visits_of_one_person_are_one() -> None:
    first, second = own("Ann", "Lee", "Acme"), own("ANN", "Lée", "acme")
    assert whose_visit([first, second], Claim("lee")) == (first,)


def test_the_initial_is_the_first_letter_that_there_is() -> None:
    assert own("oluwaseun", "Adébáyò").initial == "O"
    assert own("🦊 renée", "Fox").initial == "R"
    assert own("🦊", "Fox").initial == ""
