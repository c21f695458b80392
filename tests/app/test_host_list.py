"""The site's own list of hosts: who is in it, and what is wrong with it, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import FileFailed
from app.models.contacts import KnownPerson
from app.services.people.host_list import MOST_FAULTS, HostRows, faults_of, read_host_list


def read(tmp_path: Path, text: str, *, names: bool | None = True, encoding: str = "utf-8") -> HostRows:
    file = tmp_path / "hosts.csv"
    file.write_bytes(text.encode(encoding))
    return read_host_list(file, names=names)


def test_the_first_row_names_the_columns_in_whichever_order(tmp_path: Path) -> None:
    text = "Phone;Department;Name;ID;Email\n+32 2 555 01 01;Legal;Amélie Dubois;US-A052;amelie@northgate.example\n"
    assert read(tmp_path, text).people == (
        KnownPerson("US-A052", "Amélie Dubois", "Legal", "amelie@northgate.example", "+32 2 555 01 01"),
    )


@pytest.mark.parametrize("heading", ["Assistant", "Assistant (email)", "PA", "Assistenz"])
def test_an_assistant_is_an_email_address(tmp_path: Path, heading: str) -> None:
    rows = read(tmp_path, f"Name,{heading}\nBo Ek,office@northgate.example\nJo Orr,Bo Ek\n")
    assert [person.assistant for person in rows.people] == ["office@northgate.example", ""]
    assert rows.faults == ("hosts.csv, row 3: the assistant's email address can't be one.",)


@pytest.mark.parametrize(
    "text",
    [
        "name\nAmélie Dubois\n",
        "Vorname,Nachname\nAmélie,Dubois\n",
        "Our hosts,\n,\nFirst name,Last name\nAmélie,Dubois\n",
        "Nom et prénom\tService\nAmélie Dubois\t\n",
        '"name","company"\r\n"Amélie  Dubois","Northgate"\r\n',
    ],
)
def test_a_name_is_enough_and_stands_in_the_place_of_an_id(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == HostRows((KnownPerson("Amélie Dubois", "Amélie Dubois"),), ())


def test_an_address_may_have_any_letters(tmp_path: Path) -> None:
    rows = read(tmp_path, "name,email\nJörg Müller,jörg@straße.example\n")
    assert [person.email for person in rows.people] == ["jörg@straße.example"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_as_those_of_an_import(tmp_path: Path, encoding: str) -> None:
    rows = read(tmp_path, "name\nAmélie Dubois\nJörg Müller\nZoë Peeters\n", encoding=encoding)
    assert [person.name for person in rows.people] == ["Amélie Dubois", "Jörg Müller", "Zoë Peeters"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",Legal,,", "there is no name."),
        ("ada@northgate.example,Legal,,", "that is no name."),
        ("Ad\ufffd Lovelace,Legal,,", "some letters may be others. Save the list as UTF-8."),
        ("bo ek,IT,,", "row 2 has the same name, and neither has an id."),
        (f"{'Ada ' * 60},Legal,,", "the name is longer than 200 characters."),
    ],
)
def test_a_row_that_may_mean_anybody_is_left_out_and_the_others_count(tmp_path: Path, row: str, fault: str) -> None:
    rows = read(tmp_path, f"name,department,email,phone\nBo Ek,Sales,,\n{row}\nJo Orr,,,\n")
    assert [person.name for person in rows.people] == ["Bo Ek", "Jo Orr"]
    assert rows.faults == (f"hosts.csv, row 3: {fault}",)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Ada Lovelace,ada at work,", "the email address can't be one."),
        ("Ada Lovelace,,ask the desk", "the phone number can't be one."),
    ],
)
def test_whoever_can_be_chosen_counts_without_what_is_wrong(tmp_path: Path, row: str, fault: str) -> None:
    rows = read(tmp_path, f"name,email,phone\n{row}\n")
    assert rows == HostRows((KnownPerson("Ada Lovelace", "Ada Lovelace"),), (f"hosts.csv, row 2: {fault}",))


def test_two_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    rows = read(tmp_path, "name,id,department\nBo Ek,US-1,IT\nBo Ek,US-2,Sales\nJo Orr,us-1,\n")
    assert [(person.id, person.detail) for person in rows.people] == [("US-1", "IT"), ("US-2", "Sales")]
    assert rows.faults == ("hosts.csv, row 4: row 2 has the same id.",)


def test_a_number_of_staff_is_no_id_where_the_server_would_take_it_for_a_name(tmp_path: Path) -> None:
    text = "name,id\nBo Ek,4711\n"
    assert read(tmp_path, text) == HostRows(
        (KnownPerson("Bo Ek", "Bo Ek"),), ("hosts.csv, row 2: the id is none of this server's, such as US-G606.",)
    )
    assert read(tmp_path, text, names=False).people == (KnownPerson("4711", "Bo Ek"),)


def test_a_server_that_takes_nothing_but_ids_gets_nobody_without_one(tmp_path: Path) -> None:
    text = "name,id\nBo Ek,US-1\nJo Orr,\n"
    rows = read(tmp_path, text, names=False)
    assert [person.id for person in rows.people] == ["US-1"]
    assert rows.faults == ("hosts.csv, row 3: it has no id, and this server takes no host without one.",)
    assert [person.id for person in read(tmp_path, text, names=None).people] == ["US-1", "Jo Orr"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bo Ek,IT\nJo Orr,IT\n", "hosts.csv has no column with names. The first row names the columns"),
        ("id,department\nUS-1,IT\n", "hosts.csv has no column with names."),
        ("", "hosts.csv is empty."),
        ("name\n" * 10_001, "hosts.csv has 10,001 rows. At most 10,000 can be imported at once."),
        ("%PDF-1.7", "hosts.csv is a PDF."),
    ],
)
def test_what_is_no_list_of_hosts_says_what_one_is(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(FileFailed, match=words):
        read(tmp_path, text)
    assert next(iter(faults_of(str(tmp_path / "hosts.csv")))).startswith(words)


def test_a_list_of_headings_alone_has_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, "name,department\n") == HostRows((), ())
    assert [*faults_of("")] == []
    assert [*faults_of(str(tmp_path / "gone.csv"))] == ["gone.csv can't be opened: No such file or directory."]


def test_there_are_more_hosts_than_visitors_are_imported(tmp_path: Path) -> None:
    rows = read(tmp_path, "name\n" + "".join(f"Sam Host{number}\n" for number in range(3000)))
    assert (len(rows.people), rows.faults) == (3000, ())


def test_of_a_list_in_which_all_is_wrong_the_first_rows_are_told(tmp_path: Path) -> None:
    rows = read(tmp_path, "name\n" + "Bo Ek\n" * 1500)
    assert len(rows.faults) == MOST_FAULTS + 1
    assert rows.faults[-1] == "hosts.csv: 1,479 more things are wrong."
