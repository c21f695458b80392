"""Our words with a name in them run from left to right, in whichever script the name is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.shell.brief_notice import BriefNotice
from ui.theme import Theme
from ui.widgets.labels import Sentence


def _first_ink(picture: QImage) -> int:
    ground = picture.pixel(picture.width() - 1, 0)
    columns = (x for x in range(picture.width()) if any(picture.pixel(x, y) != ground for y in range(picture.height())))
    return next(columns)


@pytest.mark.parametrize("name", ["محمد عبد الله الفارسي", "דוד לוי", "Ana Lima"])
def test_it_begins_at_the_left(qtbot: QtBot, theme: Theme, name: str) -> None:
    sentence = Sentence(wrap=True)
    qtbot.addWidget(sentence)
    sentence.setText(f"{name} checked in.")
    sentence.resize(900, 40)
    assert _first_ink(sentence.grab().toImage()) < 60
    assert sentence.words == f"{name} checked in."


def test_the_notice_says_the_words_alone(qtbot: QtBot, theme: Theme) -> None:
    notice = BriefNotice(theme=theme)
    qtbot.addWidget(notice)
    notice.tell("דוד checked in.")
    assert notice.words == notice.accessibleDescription() == "דוד checked in."
