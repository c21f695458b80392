"""Lists in encodings that they don't name: read right, or nobody of the doubtful rows is ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.imports.imported_table import table_of_file, table_of_text
from app.services.imports.list_source import Reading
from app.services.imports.text_encoding import ENCODINGS, decoded
from app.services.imports.visitor_rows import Flaw, read_visitors

LISTS = {
    "cp1252": (
        "Nom;Prénom\nDupré;Zoë\nMüller;Hélène\nSørensen;Åsa\n",
        "Michèle",
        "Simões;Inês",
        "Núñez;Begoña",
        "Håkan;Öberg",
        "O’Brien;Seán",
        "Café “Zoë” – 5 €",
        "Þór;Guðrún",
        "François",
        "Straße;GROSS;Weiß",
        "50 € due ½ day, 20°C, §4, ® ™ « x »",
    ),
    "cp1250": ("Jméno;Příjmení\nJiří;Dvořák\nŁukasz;Wójcik\n", "Kučera", "Nováková;Ľubica", "Gyűrű;Erdős", "Đorđević"),
    "mac_roman": (
        "Nom;Prénom\nDupré;Zoë\nMüller;Hélène\n",
        "Möller",
        "José;García;Muñoz",
        "O’Brien",
        "Ångström",
        "Zoé",
        "Åsa",
    ),
    "cp850": ("Nom;Prénom\nDupré;Zoë\nMüller;Hélène\n", "Müller", "González;Núñez", "März;Größe"),
    "cp1251": ("Имя;Фамилия\nИван;Петров\n",),
    "cp1253": ("Όνομα;Επώνυμο\nΓιώργος;Παπαδόπουλος\n",),
    "cp932": ("名前,会社\n山田太郎,東京商事\n佐藤花子,大阪電気\n", "ヤマダ タロウ"),
    "gb18030": ("姓名,公司\n王小明,北京公司\n",),
    "euc_jp": ("名前,会社\n山田太郎,東京商事\n佐藤花子,大阪電気\n", "ヤマダ タロウ"),
    "big5": ("姓名,公司\n王小明,台北公司\n",),
}
UNCLEAR = {
    "cp1254": "Yıldız",
    "cp932": "山田",
    "mac_roman": "Zoë",
    "cp949": "이름,회사\n김서연,삼성\n",
    "koi8_r": "Имя;Фамилия\nИван;Петров\n",
    "cp1257": "Kazlauskienė;Žemaitė",
    "iso8859_2": "Šimková;Ľuboš",
    "cp1250": "Vlčková;Żółć",
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in LISTS.items() for text in texts])
def test_names_are_read_in_the_encoding_in_which_they_are_names(encoding: str, text: str) -> None:
    read = decoded(text.encode(encoding))
    assert (read.text, read.doubtful) == (text, frozenset())


@pytest.mark.parametrize(("encoding", "text"), UNCLEAR.items())
def test_what_may_be_read_in_several_ways_is_right_or_doubtful_and_can_be_chosen(encoding: str, text: str) -> None:
    read = decoded(text.encode(encoding))
    assert read.text == text or read.doubtful
    assert decoded(text.encode(encoding), encoding).text == text
    assert not decoded(text.encode(encoding), encoding).doubtful


@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if not name.startswith("utf-16")])
def test_plain_text_is_clear_in_every_encoding(encoding: str) -> None:
    assert decoded(b"Name;Email\nJan;jan@x.be\n", encoding).text == decoded(b"Name;Email\nJan;jan@x.be\n").text


def test_doubtful_rows_are_not_ready_until_a_person_chooses(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("First name;Last name\nAyşe;Yıldız\nJan;Peeters\n".encode("cp1254"))
    table = table_of_file(tmp_path / "list.csv")
    ayse, jan = read_visitors(table)
    assert (ayse.ready, ayse.flaws, ayse.wrong, jan.ready) == (False, (Flaw.LETTERS,), (0, 1), True)
    chosen = table.read_as(Reading(encoding="cp1254"))
    assert chosen.reading.encoding == "cp1254"
    assert [(row.visitor.name, row.ready) for row in read_visitors(chosen)] == [
        ("Ayşe Yıldız", True),
        ("Jan Peeters", True),
    ]


def test_a_letter_that_is_lost_is_never_ready(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("Name;Vorname\nMüller;Jörg\nGroß;Zoë\nWeiß;Ada\n".encode() + b"H\xf6hn;Bo\n")
    rows = read_visitors(table_of_file(tmp_path / "list.csv"))
    assert [row.ready for row in rows] == [True, True, True, False]
    (pasted,) = read_visitors(table_of_text("First name\tLast name\nJ\ufffdrg\tEk\n"))
    assert (pasted.flaws, pasted.wrong) == ((Flaw.LOST_LETTERS,), (0,))


def test_letters_of_a_column_that_is_not_used_hold_nobody_up() -> None:
    (row,) = read_visitors(table_of_text("First name\tLast name\tTeam\nAda\tLee\tR\ufffdd\n"))
    assert row.ready


@pytest.mark.parametrize("name", ["Zo\ufffd", "Zo?", "ZoÃ©", "MÃ¼ller", "O’Rell".encode().decode("cp1252"), "Å½aneta"])
def test_letters_that_were_lost_before_the_list_came_here_are_not_ready(name: str) -> None:
    (row,) = read_visitors(table_of_text(f"First name\tLast name\n{name}\tLee\n"))
    assert row.flaws == (Flaw.LOST_LETTERS,)


@pytest.mark.parametrize("name", ["Zoé", "Ângela", "São", "Łucja", "Åsa", "Ā’isha", "山田"])
def test_what_looks_a_little_like_it_is_a_name(name: str) -> None:
    (row,) = read_visitors(table_of_text(f"First name\tLast name\n{name}\tLee\n"))
    assert row.ready
