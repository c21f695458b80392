"""Letters in all languages: the text and the HTML of one say the same, whatever people are called."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.models.notices.arrival import Arrived
from app.models.notices.kinds import OF_TICKETS, OF_VISITORS, OF_VISITS, NoticeKind
from app.models.text.lines import one_line
from app.server.notices.letters.dates import LANGUAGES
from app.server.notices.letters.letter import arrival_letter, invitation_letter, ticket_letter
from app.server.notices.letters.samples import SAMPLES, sample_arrival, sample_invitation, sample_ticket
from app.server.notices.letters.texts import Texts
from tests.server.letters.letters import seen, tags_of, words_of

TEXTS = Texts()
EACH = pytest.mark.parametrize(("name", "language"), [*product(SAMPLES, LANGUAGES)])
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: seen(one_line(text))
)
NOT_READ = {
    "en": "Nobody reads",
    "de": "nicht gelesen",
    "es": "no se leen",
    "fr": "pas lues",
    "it": "non vengono lette",
    "nl": "niet gelezen",
}
MARKUP, ARABIC = "<b>Al & Co</b>", "محمد (Q3)"
OURS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "h1",
    "p",
    "br",
    "bdi",
    "table",
    "tr",
    "th",
    "td",
    "img",
}


@EACH
def test_text_and_html_say_the_same(name: str, language: str) -> None:
    mail = SAMPLES[name](language, TEXTS)
    whole = seen(f"{mail.subject} {mail.text}")
    shown = words_of(mail.html)
    for line in (mail.subject, *mail.text.splitlines()):
        label, _, value = line.partition(": ")
        wanted = seen(line) if seen(line) in shown else f"{seen(label)} {seen(value)}"
        assert wanted in shown, line
    assert len(re.sub(r"[\s:]", "", whole)) == len(re.sub(r"[\s:]", "", shown))


@EACH
def test_nothing_is_fetched_from_elsewhere_and_nothing_runs(name: str, language: str) -> None:
    html = SAMPLES[name](language, TEXTS).html
    assert tags_of(html) <= OURS
    assert not re.search(r"(?i)https?:|url\(|@import|\son\w+=", html)
    assert set(re.findall(r'src="(.*?)"', html)) <= {f"cid:code-sample-{name}@foyer"}
    assert f'<html lang="{language}">' in html


@EACH
def test_a_letter_is_in_its_language(name: str, language: str) -> None:
    others = {one: SAMPLES[name](one, TEXTS).text for one in LANGUAGES if one != language}
    assert SAMPLES[name](language, TEXTS).text not in others.values()


@given(NAMES, NAMES, st.sampled_from([*product(OF_VISITORS, LANGUAGES)]))
@example(MARKUP, ARABIC, (NoticeKind.INVITATION, "fr"))
@example("{{ host }}", "{% if %}", (NoticeKind.CHANGE, "de"))
@example("When: never", "Code: 1\r\nBcc: all@example.com", (NoticeKind.REMINDER, "en"))
@example("\u202eevil\u2069", "a\u2028b", (NoticeKind.CANCELLATION, "nl"))
@settings(deadline=None)
def test_names_stand_letter_for_letter(name: str, host: str, which: tuple[NoticeKind, str]) -> None:
    kind, language = which
    told = replace(sample_invitation(kind, language), name=name, first_name=name, host=host, title=host)
    mail = invitation_letter(told, TEXTS)
    assert "\n" not in mail.subject
    for one in (name, host):
        assert seen(one_line(one)) in seen(mail.text)
        assert seen(one_line(one)) in words_of(mail.html)
    assert tags_of(mail.html) <= OURS


def test_names_from_right_to_left_turn_nothing_around() -> None:
    told = replace(sample_invitation(NoticeKind.INVITATION, "en"), name=ARABIC, first_name=ARABIC)
    mail = invitation_letter(told, TEXTS)
    assert f"Hello \u2068{ARABIC}\u2069,\n" in mail.text
    assert f'Hello <bdi dir="auto">{ARABIC}</bdi>,' in mail.html
    mail = invitation_letter(replace(told, first_name="\u202eadA", title="Au\u202edit"), TEXTS)
    assert all("Hello adA," in words and "Audit" in words for words in (mail.text, words_of(mail.html)))
    assert "\u202e" not in mail.html


def test_what_has_several_lines_keeps_them() -> None:
    told = replace(sample_invitation(NoticeKind.INVITATION, "en"), note="Bring:\n\n- plans\n- <i>coffee</i>")
    mail = invitation_letter(told, TEXTS)
    assert "About the meeting: Bring:\n\n- plans\n- <i>coffee</i>\n" in mail.text
    assert "Bring:<br><br>- plans<br>- &lt;i&gt;coffee&lt;/i&gt;</bdi>" in mail.html


@pytest.mark.parametrize(("kind", "language"), [*product(OF_VISITS, LANGUAGES)])
def test_a_group_is_one_message_that_names_everybody(kind: NoticeKind, language: str) -> None:
    people = (Arrived("Ana Lima", "Lima & Filhos", "+351 21 000 00 00"), Arrived(ARABIC), Arrived(MARKUP, phone="1"))
    mail = arrival_letter(replace(sample_arrival(kind, language), visitors=people), TEXTS)
    assert "Ana Lima" in mail.subject
    assert "2" in mail.subject
    for words in (seen(mail.text), words_of(mail.html)):
        for one in people:
            assert ", ".join(filter(None, (one.name, one.company, one.phone))) in words


def test_a_host_is_told_who_came_when_and_where_they_wait() -> None:
    mail = arrival_letter(sample_arrival(NoticeKind.ARRIVAL, "en"), TEXTS)
    assert mail.subject == "Hans-Joachim von der Heydte-Löwenstein has arrived"
    assert mail.text == (
        "Hans-Joachim von der Heydte-Löwenstein of Süddeutsche Prüfgesellschaft mbH arrived at 09:19.\n"
        "Northgate House, Tuesday, 1 December 2026.\n\n"
        "Waiting at: Desk 1\n"
        "Their number: +49 30 23125 014\n"
        "Meeting: ISO 27001 audit, 09:30\n"
    )


@pytest.mark.parametrize(("kind", "language"), [*product(OF_TICKETS, LANGUAGES)])
def test_a_ticket_says_that_answers_are_not_read(kind: NoticeKind, language: str) -> None:
    mail = ticket_letter(sample_ticket(kind, language), TEXTS)
    assert NOT_READ[language] in mail.text
    assert "TI-T304" in mail.subject
    assert not mail.reply_to


def test_another_language_is_english() -> None:
    told = sample_invitation(NoticeKind.INVITATION, "sk")
    assert "Hello" in invitation_letter(told, TEXTS).text
    assert "Beste" in invitation_letter(replace(told, language="nl-BE"), TEXTS).text


def test_a_ticket_without_a_due_time_says_none() -> None:
    told = replace(sample_ticket(NoticeKind.ASSIGNED, "en"), due=None, left_out=())
    text = ticket_letter(told, TEXTS).text
    assert "Due" not in text
    assert "Too large" not in text
    assert isinstance(sample_ticket(NoticeKind.ASSIGNED, "en").due, datetime)
