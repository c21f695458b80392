"""The program's own typeface, with whatever fonts the machine has beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication, QLabel

from ui.printing.document import printed_font
from ui.theme import Theme
from ui.typeface import own_family

WORDS = "Hamburgefonstiv, 09:41"


def test_everything_is_set_in_it_badges_too(theme: Theme, qapp: QApplication) -> None:
    label = QLabel("Who is coming today")
    label.ensurePolished()
    for font in (qapp.font(), theme.font(13), label.font(), printed_font(42, 600)):
        assert QRawFont.fromFont(font).familyName() == own_family() != ""


def test_each_weight_that_the_look_asks_for_is_one_of_its_own(theme: Theme) -> None:
    drawn = [QRawFont.fromFont(theme.font(13, weight)) for weight in (400, 500, 600, 700)]
    assert [font.styleName() for font in drawn] == ["Regular", "Medium", "SemiBold", "Bold"]
    widths = [QFontMetricsF(theme.font(13, weight)).horizontalAdvance(WORDS) for weight in (400, 500, 600, 700)]
    assert widths == sorted(set(widths))


def test_its_figures_can_have_one_width(theme: Theme) -> None:
    tabular = QFontMetricsF(theme.font(13, tabular=True))
    assert tabular.horizontalAdvance("1111") == tabular.horizontalAdvance("0000")


def test_the_systems_own_can_be_had_instead_and_back(theme: Theme, qapp: QApplication) -> None:
    theme.change(scheme="light", text_scale=1.0, font="system")
    assert qapp.font().family() != own_family()
    assert printed_font(42, 600).family() != own_family()
    theme.change(scheme="light", text_scale=1.0, font="inter")
    assert qapp.font().family() == own_family()


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is of Linux")
def test_a_machine_without_any_font_measures_its_words_as_this_one_does(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    code = (
        "import sys; from PySide6.QtGui import QFontMetricsF; from PySide6.QtWidgets import QApplication; "
        "from ui.theme import Theme; theme = Theme(application=QApplication([]), scheme='light', text_scale=1.0); "
        "print(QFontMetricsF(theme.font(13)).horizontalAdvance(sys.argv[1]))"
    )
    told = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run([sys.executable, "-c", code, WORDS], env=told, capture_output=True, text=True, check=True)
    assert float(said.stdout) == QFontMetricsF(theme.font(13)).horizontalAdvance(WORDS)
