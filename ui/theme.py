"""The look: colours, type and icons, light and dark. Palette first, then one stylesheet over it.

Sizes are pixels at 100 % text scale; `px` and `font` apply the scale that the settings ask for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.typeface import own_family

LIGHT = {
    "window": "#F2F2EE", "surface": "#FFFFFF", "surface-raised": "#FFFFFF", "surface-sunken": "#F8F8F5",
    "hover": "#F8F8F5", "border": "#DEDED8", "field-border": "#868B92", "text": "#1A1D21", "text-muted": "#585F67",
    "text-disabled": "#9A9FA5", "accent": "#2453B8", "accent-hover": "#1C4499", "accent-text": "#FFFFFF",
    "accent-soft": "#E8EEFB",
    "expected": "#44546A", "expected-tint": "#EDF0F4", "on-site": "#17683A", "on-site-tint": "#E1F2E7",
    "left": "#5A6067", "left-tint": "#EFEFEC", "late": "#8A4700", "late-tint": "#FDEED6",
    "in-progress": "#2453B8", "in-progress-tint": "#E8EEFB",
    "waiting": "#6537AE", "waiting-tint": "#F0EAFB", "rejected": "#AE1F1A", "rejected-tint": "#FCE8E6",
    "json-key": "#1C4499", "json-text": "#17683A", "json-number": "#8A4700", "hero": "#2453B8",
}  # fmt: skip

DARK = {
    "window": "#121417", "surface": "#1A1D21", "surface-raised": "#24282E", "surface-sunken": "#15181B",
    "hover": "#24282E", "border": "#33383F", "field-border": "#767E88", "text": "#E9EBED", "text-muted": "#A4ACB5",
    "text-disabled": "#5F666E", "accent": "#8DB4FF", "accent-hover": "#A9C6FF", "accent-text": "#0B1A36",
    "accent-soft": "#22304C",
    "expected": "#B7C3D2", "expected-tint": "#2A313A", "on-site": "#74D6A0", "on-site-tint": "#16352A",
    "left": "#A8AFB6", "left-tint": "#2A2E33", "late": "#F4B860", "late-tint": "#3D2E14",
    "in-progress": "#8DB4FF", "in-progress-tint": "#22304C",
    "waiting": "#C9AEF7", "waiting-tint": "#33284A", "rejected": "#FF9F95", "rejected-tint": "#46211F",
    "json-key": "#8DB4FF", "json-text": "#74D6A0", "json-number": "#F4B860", "hero": "#2453B8",
}  # fmt: skip

_ROLES = {
    QPalette.ColorRole.Window: "window", QPalette.ColorRole.WindowText: "text", QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface-sunken", QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface", QPalette.ColorRole.ButtonText: "text", QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.ToolTipBase: "surface-raised", QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent", QPalette.ColorRole.HighlightedText: "accent-text",
    QPalette.ColorRole.Link: "accent", QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "text-muted", QPalette.ColorRole.Mid: "border",
}  # fmt: skip

_PREFERRED = ("Inter", "Noto Sans", "DejaVu Sans")
"""What stands for the system's font where it has none of its own choice: a bare X server, an offscreen picture."""


class Theme(QObject):
    """The look in force. `changed` is emitted after colours have changed; whoever paints asks again then.

    `scheme` is "light", "dark" or "system"; `font` is "inter", the program's own, or "system". With `sheet_later`, the
    stylesheet comes with `put_sheet_on`.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        scheme: str,
        text_scale: float,
        font: str = "inter",
        sheet_later: bool = False,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._scale = text_scale
        self._font = font
        self._family = _family(font)
        self._sheet_is_on = not sheet_later
        self._colours = LIGHT
        self._inks: dict[str, QColor] = {}
        self._fonts: dict[tuple[float, int, bool], QFont] = {}
        self._metrics: dict[int, QFontMetrics] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def dark(self) -> bool:
        return self._colours is DARK

    @property
    def roles(self) -> Iterable[str]:
        """Every name that `colour` knows."""
        return self._inks.keys()

    def change(self, *, scheme: str, text_scale: float, font: str = "inter") -> None:
        """Puts other colours, another size or another typeface on, at once."""
        if (scheme, text_scale, font) != (self._scheme, self._scale, self._font):
            self._scheme, self._scale, self._font = scheme, text_scale, font
            self._family = _family(font)
            self._fonts.clear()
            self._metrics.clear()
            self._apply()
            self.changed.emit()

    def put_sheet_on(self) -> None:
        """A window that is built before it is there in two thirds of the time."""
        if not self._sheet_is_on:
            self._sheet_is_on = True
            self._application.setStyleSheet(self._sheet())

    def colour(self, role: str) -> QColor:
        """A colour by its role, such as "accent" or "late-tint". It is shared: whoever changes one copies it first."""
        return self._inks[role]

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * self._scale)

    def font(self, size: float, weight: int = 400, *, tabular: bool = False) -> QFont:
        """`tabular` gives figures one width, for times and counts that stand in columns."""
        key = (size, weight, tabular)
        if key not in self._fonts:
            font = QFont(self._family)
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            if (
                self._family == own_family()
            ):  # else each system's own way with hinting makes its words longer or shorter
                font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, font: QFont) -> QFontMetrics:
        """The measures of one of the theme's own fonts; making them anew for each cell takes most of a painting."""
        if id(font) not in self._metrics:
            self._metrics[id(font)] = QFontMetrics(font)
        return self._metrics[id(font)]

    def icon(self, name: str, role: str = "text", size: int = 18) -> QIcon:
        """One of resources/icons in a colour of the theme, greyed where its button is disabled."""
        icon = QIcon(self.pixmap(name, role, size))
        icon.addPixmap(self.pixmap(name, "text-disabled", size), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, role: str, size: int) -> QPixmap:
        """The icon drawn at `size`, scaled with the text, sharp on any screen."""
        ratio = self._application.devicePixelRatio()
        key = (name, self._colours[role], self.px(size), ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _drawn(*key)
        return self._pixmaps[key]

    def _on_scheme_changed(self) -> None:
        if self._scheme == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self._colours = DARK if self._scheme == "dark" or (self._scheme == "system" and system_dark) else LIGHT
        self._inks = {role: QColor(colour) for role, colour in self._colours.items()}
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
            if name in {"text", "accent"}:
                palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text-disabled"))
        self._application.setPalette(palette)
        self._application.setFont(self.font(13))
        if self._sheet_is_on:
            self._application.setStyleSheet(self._sheet())

    def _sheet(self) -> str:
        """The stylesheet: `$accent` is a colour, `$13px` a length that grows with the text."""
        names = {name.replace("-", "_"): colour for name, colour in self._colours.items()}
        sizes = {f"s{size}": f"{self.px(size)}px" for size in range(1, 65)}
        shade = "dark" if self.dark else "light"
        drawn = {name: (files("resources") / "icons" / f"{name}-{shade}.svg") for name in ("arrow", "sort", "tick")}
        pictures = {name: str(file).replace("\\", "/") for name, file in drawn.items()}
        return Template(_sheet_text()).substitute(names | sizes | pictures)


@lru_cache(maxsize=1)
def _sheet_text() -> str:
    return (files("resources") / "theme" / "foyer.qss").read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Small icons get a thicker line, so that it stays near 1.6 px."""
    stroke = max(1.75, 1.6 * 24 / size)
    svg = _svg(name).replace("#000", colour).replace('stroke-width="1.75"', f'stroke-width="{stroke:.2f}"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _family(font: str) -> str:
    return (own_family() if font == "inter" else "") or _systems_family()


def _systems_family() -> str:
    """The system's own font. Without a desktop there is none, and fontconfig's first pick may be anything."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if sys.platform != "linux" or (QGuiApplication.platformName() != "offscreen" and _has_desktop()):
        return system
    known = set(QFontDatabase.families())
    return next((family for family in _PREFERRED if family in known), system)


def _has_desktop() -> bool:
    return bool(os.environ.get("XDG_CURRENT_DESKTOP"))
