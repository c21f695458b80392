"""*Message texts* in Settings: what people are sent, looked at before anybody gets one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTextBrowser

from tests.fake_server import FakeServer
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, find, says
from tests.ui.settings_desk import fill, open_settings
from ui.compose import DeskApp
from ui.widgets.fields.choices import ChoiceField


async def open_texts(desk: DeskApp) -> QDialog:
    click(desk.window, "Message texts")
    await eventually(lambda: desk.window.findChildren(QDialog))
    (dialog,) = desk.window.findChildren(QDialog)
    return dialog


async def test_each_is_shown_with_the_samples_people(
    open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = await open_texts(await open_settings(open_desk, server, monkeypatch))
    page = find(texts, "Page", QTextBrowser)
    await eventually(lambda: "Hans-Joachim" in page.toPlainText())
    find(texts, "Language", ChoiceField).set_value("de")
    find(texts, "Message", ChoiceField).set_value("reminder")
    await eventually(lambda: "Guten Tag" in page.toPlainText())
    click(texts, "Plain text")
    words = find(texts, "Words", QPlainTextEdit).toPlainText()
    assert "Guten Tag Hans-Joachim" in words
    assert "Northgate guests" in words
    click(texts, "Close")


async def test_a_wrong_text_of_the_site_says_its_line_and_foyers_is_shown(
    open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "texts" / "en"
    own.mkdir(parents=True)
    (own / "invitation.txt").write_text("Welcome\n\nDear {{ first_nam }},\n")
    desk = await open_settings(open_desk, server, monkeypatch)
    fill(desk, "Texts of your own", str(own.parent))
    texts = await open_texts(desk)
    await eventually(lambda: says(texts, f"{own / 'invitation.txt'}, line 3"))
    assert "Hans-Joachim" in find(texts, "Page", QTextBrowser).toPlainText()
    click(texts, "Close")


async def test_a_folder_that_is_not_there_is_said(
    open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = await open_settings(open_desk, server, monkeypatch)
    fill(desk, "Texts of your own", str(tmp_path / "nowhere"))
    texts = await open_texts(desk)
    await eventually(lambda: says(texts, f"{tmp_path / 'nowhere'} is no folder."))
    click(texts, "Close")
