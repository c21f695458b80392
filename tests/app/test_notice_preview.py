"""`foyer preview-notice`: what people are sent, as a file."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app.__main__ import main
from app.arguments import NOTICE_LANGUAGES, NOTICES
from app.server.notices.letters.dates import LANGUAGES
from app.server.notices.letters.samples import SAMPLES


def preview(out: Path, *arguments: str) -> int:
    return main(["preview-notice", "--out", str(out), *arguments])


def test_it_knows_every_letter_and_language() -> None:
    assert (set(NOTICES), set(NOTICE_LANGUAGES)) == (set(SAMPLES), set(LANGUAGES))


def test_a_page_holds_its_picture(tmp_path: Path) -> None:
    assert preview(tmp_path / "a.html", "--language", "de") == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Ihr Besuch bei Northgate House" in page
    assert 'src="data:image/png;base64,' in page
    assert "cid:" not in page


def test_a_text_begins_with_its_subject(tmp_path: Path) -> None:
    assert preview(tmp_path / "a.txt", "--kind", "cancellation") == 0
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert text.startswith(
        "Your visit to Northgate House on Tuesday, 1 December 2026 has been cancelled\n\nHello Hans-Joachim"
    )


def test_a_mail_is_one_that_programs_open(tmp_path: Path) -> None:
    assert preview(tmp_path / "a.eml", "--kind", "ticket-solved", "--language", "fr") == 0
    mail = message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "TI-T304 est résolu\u00a0: Lift B stops between two floors"


def test_a_wrong_text_is_said_and_foyers_own_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "reminder.txt").write_text("S\n\n{{ gast }}")
    assert preview(tmp_path / "a.txt", "--texts", str(tmp_path), "--language", "nl", "--kind", "reminder") == 1
    assert "reminder.txt, line 3: there is no “gast”" in capsys.readouterr().err
    assert "Herinnering" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("--texts", "nowhere"), ()])
def test_what_cannot_be_read_or_written_is_said(
    tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert preview(tmp_path / "none" / "a.txt", *arguments) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_another_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        preview(tmp_path / "a.pdf")
    assert "ends neither with .html, .txt nor .eml" in capsys.readouterr().err
