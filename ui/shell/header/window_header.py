"""The window's header: where this desk stands, what the page puts there, the clock, and how it stands with the server
and the kiosks."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.services.site import Site
from ui.shell.header.connection_pill import ConnectionPill
from ui.shell.header.kiosk_alarm import KioskSign
from ui.shell.header.whereabouts import Whereabouts
from ui.shell.header.zone_sign import ZoneSign
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

CLOCK_INTERVAL = 1000
"""Milliseconds."""

SIGN_FROM = 960
CLOCK_FROM = 780
PLACE_FROM = 560
"""Below these widths of the window, at 100 % text, the header needs the room of what the sign of the kiosks says, then
of the clock, then of the site's name."""


class WindowHeader(QFrame):
    """`banner` tells what its signs mean."""

    def __init__(
        self, *, site: Site, desk_name: str, banner: Banner, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setMinimumHeight(theme.px(56))
        self._site = site
        self._desk_name = desk_name
        self._theme = theme
        self.back = Button("Back", theme=theme, variant="icon", icon="chevron-left", hint="Esc")
        self.refresh = Button("Refresh", theme=theme, variant="icon", icon="refresh", hint="F5")
        self.kiosk_sign = KioskSign(theme=theme)
        self.pill = ConnectionPill(theme=theme)
        self._where = Whereabouts(theme=theme)
        self._parts = QStackedWidget()
        self._zone_sign = ZoneSign(site, banner=banner)
        self._clock = Label(variant="clock")
        self._clock.setAccessibleName("Clock")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 20, 0)
        row.setSpacing(16)
        row.addWidget(self._where)
        row.addWidget(self.back)
        row.addWidget(self._parts, 1)
        for widget in (self.refresh, self._zone_sign, self._clock, self.kiosk_sign, self.pill):
            row.addWidget(widget)
        timer = QTimer(self)
        timer.setInterval(CLOCK_INTERVAL)
        timer.timeout.connect(self._on_tick)
        timer.start()
        site.on_change(self._on_site_changed)
        self._on_site_changed()

    def add_part(self, part: QWidget) -> None:
        """What a page puts here is reached here, not after the page."""
        self._parts.addWidget(part)
        stops = (one for one in part.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        for first, second in pairwise((self.back, *stops)):
            QWidget.setTabOrder(first, second)

    def show_part(self, number: int, *, can_refresh: bool, goes_back: bool) -> None:
        """That of the page `number`, in the order in which they were added."""
        self._parts.setCurrentIndex(number)
        self.refresh.setVisible(can_refresh)
        self.back.setVisible(goes_back)

    def fit(self, width: int) -> None:
        """The window is that wide: what there is no room for gives way."""
        for sign in (self.kiosk_sign, self._zone_sign):
            sign.set_brief(width < self._theme.px(SIGN_FROM))
        self._clock.setVisible(width >= self._theme.px(CLOCK_FROM))
        self._where.setVisible(width >= self._theme.px(PLACE_FROM))

    def _on_site_changed(self) -> None:
        self._where.say(self._site.name, f"{self._site.city} · {self._desk_name}")
        self._on_tick()

    def _on_tick(self) -> None:
        now = f"{self._site.now():%H:%M}"
        if now != self._clock.text():
            self._clock.setText(now)
            self._clock.setAccessibleDescription(now)
