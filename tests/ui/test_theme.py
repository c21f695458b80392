"""The look can be read: contrast of every pair that is written or drawn, in both palettes, and no icon is missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import DARK, LIGHT, Theme
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.marks import _MARKS, mark_pixmap

ROOT = Path(__file__).parents[2]
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

GROUNDS = ("surface", "window", "surface-raised", "surface-sunken", "hover", "accent-soft")
STATUSES = ("expected", "on-site", "left", "late", "in-progress", "waiting", "rejected")
WRITTEN = (
    *((ink, ground) for ink in ("text", "text-muted") for ground in GROUNDS),
    *((status, ground) for status in STATUSES for ground in ("surface", "accent-soft", "hover", f"{status}-tint")),
    *(("accent", ground) for ground in GROUNDS),
    *(("text", f"{status}-tint") for status in STATUSES),
    *((ink, "surface-sunken") for ink in ("json-key", "json-text", "json-number")),
    ("accent", "waiting-tint"),
    ("accent", "rejected-tint"),
    ("accent-hover", "surface"),
    ("accent-text", "accent"),
    ("accent-text", "accent-hover"),
)
DRAWN = (
    ("field-border", "surface"),
    ("field-border", "surface-sunken"),
    ("accent", "surface"),
    ("rejected", "surface"),
)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2: 1 is none, 21 is black on white."""
    darker, lighter = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@PALETTES
def test_every_word_can_be_read_on_its_ground(palette: dict[str, str]) -> None:
    pale = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in WRITTEN}
    assert {pair: ratio for pair, ratio in pale.items() if ratio < 4.5} == {}


@PALETTES
def test_every_edge_that_means_something_can_be_seen(palette: dict[str, str]) -> None:
    pale = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in DRAWN}
    assert {pair: ratio for pair, ratio in pale.items() if ratio < 3} == {}


def test_both_palettes_name_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_every_icon_that_the_code_names_is_there() -> None:
    icons = {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}
    missing = {(file.name, name) for file in (ROOT / "ui").rglob("*.py") for name in named_icons(file)}
    missing = {(file, name) for file, name in missing if name not in icons}
    assert missing == set()


def named_icons(file: Path) -> set[str]:
    """What is handed on as icon=…, as a page's `icon`, or as the first argument of icon() and pixmap()."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call):
            values += [word.value for word in node.keywords if word.arg in {"icon", "aside_icon"}]
            if isinstance(node.func, ast.Attribute) and node.func.attr in {"icon", "pixmap", "set_icon"}:
                values += node.args[:1]
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "icon" for t in node.targets):
            values.append(node.value)
        found |= {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
    return found - {""}


def test_icons_are_drawn_in_the_colour_that_is_asked_for(theme: Theme) -> None:
    for file in sorted((ROOT / "resources" / "icons").glob("*.svg")):
        if not file.stem.endswith(("-dark", "-light")):
            assert not theme.pixmap(file.stem, "accent", 24).toImage().allGray(), f"{file.stem} has no colour"


@pytest.mark.parametrize("mark", sorted(_MARKS))
def test_every_status_has_a_silhouette_of_its_own(theme: Theme, mark: str) -> None:
    picture = mark_pixmap(theme, mark, "accent").toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height()))


def test_the_sheet_names_only_what_the_palette_has() -> None:
    sheet = (ROOT / "resources" / "theme" / "foyer.qss").read_text(encoding="utf-8")
    named = set(re.findall(r"\$([a-z_0-9]+)", sheet))
    known = {role.replace("-", "_") for role in LIGHT} | {f"s{size}" for size in range(1, 65)}
    assert named - known - {"arrow", "sort", "tick"} == set()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_text_grows_and_the_look_changes_at_once(theme: Theme, look: str, scale: float) -> None:
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.dark))
    theme.change(scheme=look, text_scale=scale)
    assert theme.dark is (look == "dark")
    assert theme.font(13).pixelSize() == round(13 * scale)
    assert heard == ([] if (look, scale) == ("light", 1.0) else [look == "dark"])


def test_what_a_menu_offers_not_now_looks_so(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = open_menu(
        [MenuEntry("Show rows", "", parent.show, enabled=on) for on in (True, False)], QPoint(), parent=parent
    )
    assert menu is not None
    can, cannot = (menu.grab(menu.actionGeometry(action)).toImage() for action in menu.actions())
    assert can.size() == cannot.size()
    assert can != cannot
    menu.close()
