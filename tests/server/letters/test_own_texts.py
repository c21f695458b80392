"""A site's own texts: each takes the place of one of Foyer's, and a wrong one keeps nobody from being told."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from app.models.notices.kinds import NoticeKind
from app.server.notices.letters import facts
from app.server.notices.letters.preview import wrong_texts
from app.server.notices.letters.samples import SAMPLES, sample_arrival, sample_invitation, sample_ticket
from app.server.notices.letters.texts import Texts
from tests.server.letters.letters import words_of

ROUNDS = "it goes through more than 10,000 rounds."
OURS = "Jonas Weber is expecting you."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    return tmp_path


def write(folder: Path, source: str, name: str = "en/invitation.txt") -> None:
    (folder / name).write_text(source, encoding="utf-8")


def test_a_file_takes_the_place_of_one_of_foyers(folder: Path) -> None:
    write(folder, "Come to {{ site }}\n\nDear {{ name }}, R&D <b>awaits</b> you.\n\nAt: {{ when }}\n")
    texts = Texts(folder)
    mail = SAMPLES["invitation"]("en", texts)
    assert mail.subject == "Come to Northgate House"
    assert mail.text.startswith("Dear Hans-Joachim von der Heydte-Löwenstein, R&D <b>awaits</b> you.\n\nAt: Tuesday")
    assert "R&D <b>awaits</b> you. At Tuesday, 1 December" in words_of(mail.html)
    assert not mail.pictures  # it doesn't tell the code
    assert OURS in SAMPLES["invitation"]("en", Texts()).text
    assert "erwartet" in SAMPLES["invitation"]("de", texts).text
    assert not texts.faults
    assert not wrong_texts(folder)


def test_the_page_is_replaced_for_all_or_for_one(folder: Path) -> None:
    write(folder, "<h2>{{ heading }}</h2>{{ name }}", "letter.html")
    write(folder, "only {{ host }}", "en/change.html")
    texts = Texts(folder)
    assert SAMPLES["invitation"]("de", texts).html.startswith("<h2>Ihr Besuch bei")
    assert SAMPLES["change"]("en", texts).html == "only Jonas Weber"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("S\n\n{% if host %}\nx\n", "line 4: Unexpected end of template; "),
        ("S\n\n\n{{ hots }}\n", "line 4: there is no “hots”; it may use "),
        ("S\n\n{% if code %}x{% else %}{{ cdoe }}{% endif %}\n", "line 3: there is no “cdoe”; it may use "),
        ("S\n\n{{ name.__class__.__mro__ }}\n", "line 3: this isn't allowed in a text."),
        ("S\n\n{{ ''.__class__ }}\n", "line 3: this isn't allowed in a text."),
        ("S\n\n{{ name.nickname }}\n", "line 3: something that is named here doesn't exist."),
        ("S\n\n\n{{ 1 / 0 }}\n", "line 4: it can't be filled in (ZeroDivisionError)."),
        ("S\n\n{% include '/etc/passwd' %}\n", "line 3: it can't be filled in (TypeError)."),
        ("S\n\n{{ 9999999 ** 9999999 }}\n", "line 3: this isn't allowed in a text."),
        ("S\n\n{% for n in range(99999999) %}x{% endfor %}\n", "line 3: it can't be filled in (OverflowError)."),
        ("S\n\n{% for n in range(99999) %}{% for n in range(99999) %}{% endfor %}{% endfor %}", f"line 3: {ROUNDS}"),
        (
            "S\n{% macro m(n) %}{% if n %}{{ m(n - 1) ~ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
            f"line 2: {ROUNDS}",
        ),
        (
            "S\n{% for n in range(9999) %}{{ '" + "x" * 999 + "' }}{% endfor %}",
            "line 1: it becomes longer than 1,000,000",
        ),
        ("S\n{{ 'x'.center(99999999999) }}\n", "line 2: this isn't allowed in a text."),
        ("S\n{{ '{:99999999999}'.format(1) }}\n", "line 2: this isn't allowed in a text."),
        ("S\n{{ '%99999999999d' % 1 }}\n", "line 2: this isn't allowed in a text."),
        ("S\n{{ 'x'|center(99999999999) }}\n", "line 2: No filter named 'center'."),
        ("S\n{{ lipsum(99999999999) }}\n", "line 2: there is no “lipsum”; "),
        (
            "S\n" + "{% if host %}" * 300 + "x" + "{% endif %}" * 300,
            "line 1: too much in it stands within something else.",
        ),
        (
            "S\n" + "{% for n in '1' %}" * 21 + "x" + "{% endfor %}" * 21,
            "line 1: too much in it stands within something",
        ),
        ("Only a subject\n", "line 1: the first line is the subject, and the words stand below it."),
        ("", "line 1: the first line is the subject, and the words stand below it."),
    ],
)
def test_a_wrong_one_is_told_with_its_line_and_foyers_own_is_sent(
    folder: Path, source: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder, source)
    texts = Texts(folder)
    with caplog.at_level(logging.WARNING):
        mails = [SAMPLES["invitation"]("en", texts) for _ in range(3)]
    assert all(OURS in mail.text and mail.html for mail in mails)
    (fault,) = texts.faults
    assert fault.startswith(f"{folder / 'en' / 'invitation.txt'}, {sentence}")
    assert fault.count("\n") == 0
    assert [record.getMessage() for record in caplog.records] == [f"Foyer's own text is sent: {fault}"]
    assert wrong_texts(folder) == (fault,)


def test_what_goes_wrong_tells_nothing_of_visitors(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder, "S\n\n{{ {}[name] }}{{ name|int(base=99) }}{{ visitors }}\n", "en/invitation.txt")
    write(folder, "S\n\n{{ {}[name] }}\n", "en/change.txt")
    texts = Texts(folder)
    SAMPLES["invitation"]("en", texts)
    SAMPLES["change"]("en", texts)
    assert len(texts.faults) == 2
    assert "Heydte" not in caplog.text


def test_a_wrong_page_keeps_the_sites_words(folder: Path) -> None:
    write(folder, "Mine\n\nMy words")
    write(folder, "{{ headding }}", "letter.html")
    texts = Texts(folder)
    mail = SAMPLES["invitation"]("en", texts)
    assert mail.text == "My words\n"
    assert "My words" in words_of(mail.html)
    assert "line 1: there is no “headding”" in texts.faults[0]


def test_a_mended_file_is_taken_at_once_and_its_fault_forgotten(folder: Path) -> None:
    write(folder, "{{")
    texts = Texts(folder)
    assert OURS in SAMPLES["invitation"]("en", texts).text
    write(folder, "Mine\n\nMended")
    assert SAMPLES["invitation"]("en", texts).text == "Mended\n"
    assert not texts.faults
    (folder / "en" / "invitation.txt").unlink()
    assert OURS in SAMPLES["invitation"]("en", texts).text


def test_what_is_not_in_utf_8_is_told(folder: Path) -> None:
    (folder / "en" / "invitation.txt").write_bytes("Besuch für Sie\n\nGrüße".encode("latin-1"))
    assert "it isn't in UTF-8" in wrong_texts(folder)[0]


def test_what_is_no_text_at_all_is_told(folder: Path) -> None:
    write(folder, "S\n" + "x" * 1_000_000)
    (folder / "en" / "change.txt").mkdir()
    long, no_file = wrong_texts(folder)
    assert long == f"{folder / 'en' / 'invitation.txt'} is longer than 1,000,000 characters."
    assert no_file.startswith(f"{folder / 'en' / 'change.txt'} can't be opened: ")


def test_a_folder_that_is_gone_is_told_until_it_is_back(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder, "Mine\n\nMy words")
    texts = Texts(folder)
    away = folder.rename(folder.with_name("away"))
    with caplog.at_level(logging.WARNING):
        mails = [SAMPLES["invitation"]("en", texts) for _ in range(3)]
    assert all(OURS in mail.text for mail in mails)
    assert texts.faults == (f"The folder of your own texts is not there: {folder}.",)
    assert [record.getMessage() for record in caplog.records] == [f"Foyer's own text is sent: {texts.faults[0]}"]
    away.rename(folder)
    assert SAMPLES["invitation"]("en", texts).text == "My words\n"
    assert not texts.faults


def test_a_remainder_is_no_word_of_any_size(folder: Path) -> None:
    write(folder, "S\n{% for n in range(3) %}{{ n % 2 }}{% endfor %}")
    assert SAMPLES["invitation"]("en", Texts(folder)).text == "010\n"


def test_a_name_that_foyer_never_asks_for_is_told(folder: Path) -> None:
    write(folder, "S\n\nx", "en/invitaton.txt")
    (sentence,) = wrong_texts(folder)
    assert sentence == f"{folder / 'en/invitaton.txt'} is called like none of Foyer's texts."


def test_the_document_explains_every_name() -> None:
    words = (Path(__file__).parents[3] / "docs" / "message-texts.md").read_text(encoding="utf-8")
    invitation, arrival, ticket = (
        facts.of_invitation(sample_invitation(NoticeKind.INVITATION, "en"), "en"),
        facts.of_arrival(sample_arrival(NoticeKind.ARRIVAL, "en"), "en"),
        facts.of_ticket(sample_ticket(NoticeKind.CREATED, "en"), "en"),
    )
    _, *tables = words.split("| name | what it is |")
    for section, known in zip(tables, (invitation, arrival, ticket), strict=True):
        rows = "".join(line.split("|")[1] for line in section.splitlines() if line.startswith("| `"))
        assert set(re.findall(r"`(\w+)`", rows)) == set(known)
    assert all(f"`{name}`" in words for name in SAMPLES)
