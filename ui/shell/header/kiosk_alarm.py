"""Trouble at a kiosk reaches the desks: a small sign in the header, and all of it in the banner for who asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.models.objects.kiosk_trouble import Trouble
from app.services.kiosk.kiosks import Kiosks, Troubled
from app.services.site import Site
from ui.shell.header.header_pill import HeaderPill
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.labels import plain_tooltip
from ui.wording.dates import time_words

ICON, GAP, PAD = 18, 8, 12
WIDEST = 220


class KioskSign(HeaderPill):
    """Its name is *Kiosks*; its words are its text, and the whole of them its description. Hidden without words.

    Long words elide in their middle: which kiosk, and what is wrong. With `set_brief` only the icon is left.
    """

    asked = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kiosks")
        self.setAccessibleName("Kiosks")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._brief = False
        self.clicked.connect(self.asked)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def show_words(self, words: str, whole: str) -> None:
        """`words` in short, "" when all is well, and the `whole` of it."""
        self.setText(words)
        self.setAccessibleDescription(whole)
        self.setToolTip(plain_tooltip(whole))
        self.setVisible(bool(words))
        self.updateGeometry()

    def set_brief(self, brief: bool) -> None:
        """There is no room for words: they are still its text to a screen reader, and its tooltip."""
        self._brief = brief
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px, height = self._theme.px, super().sizeHint().height()
        if self._brief:
            return QSize(px(2 * PAD + ICON), height)
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(min(px(2 * PAD + ICON + GAP) + words, px(WIDEST)), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        px = self._theme.px
        icon = self._theme.pixmap("alert", "late", ICON)
        painter.drawPixmap(QPointF(px(PAD), (self.height() - px(ICON)) / 2), icon)
        if not self._brief:
            room = self.width() - px(2 * PAD + ICON + GAP)
            self._write(painter, QRectF(px(PAD + ICON + GAP), 0, room + 2, self.height()))
        painter.end()

    def _write(self, painter: QPainter, place: QRectF) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, int(place.width()))
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("late"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)


_TOPIC = "kiosks"

_SHORT = {
    Trouble.GUI: "screen",
    Trouble.DISK: "disk",
    Trouble.PRINTER: "printer",
    Trouble.NETWORK: "network",
    Trouble.SIGN_IN: "sign-in",
    Trouble.REFUSED: "refused",
    Trouble.UNNOTICED: "nobody is told",
    Trouble.HOSTS: "list of hosts",
}

_WHOLE = {
    Trouble.GUI: "its screen did not react for a while",
    Trouble.DISK: "its disk is nearly full or can't be written",
    Trouble.PRINTER: "the badge printer does not print",
    Trouble.NETWORK: "it could not reach the server for a while",
    Trouble.SIGN_IN: "the server did not take its access token",
    Trouble.REFUSED: "the server refused a check-in of a visitor, look at Waiting changes there",
    Trouble.UNNOTICED: "nobody is told of who checks in there",
    Trouble.HOSTS: "the list of hosts can't be read whole, its log says why",
}


class KioskAlarm(QObject):
    """Goes with its sign. What the banner says is taken back when it is no longer so."""

    def __init__(self, sign: KioskSign, *, banner: Banner, kiosks: Kiosks, site: Site) -> None:
        super().__init__(sign)
        self._sign = sign
        self._banner = banner
        self._kiosks = kiosks
        self._site = site
        self._shown = ""
        kiosks.on_change(self._show)
        sign.asked.connect(self._on_asked)
        self._show()

    def _show(self) -> None:
        whole = self._whole()
        self._sign.show_words(sign_words(self._kiosks.troubled), whole)
        if self._shown != whole:
            self._banner.take_back(_TOPIC)

    def _on_asked(self) -> None:
        self._shown = self._whole()
        self._banner.say(self._shown, kind="notice", topic=_TOPIC)

    def _whole(self) -> str:
        return troubled_words(self._kiosks.troubled, self._site.today())


def sign_words(troubled: Sequence[Troubled]) -> str:
    """ "Lobby: printer", "2 kiosks", or "" when all is well."""
    if len(troubled) > 1:
        return f"{len(troubled)} kiosks"
    return "".join(f"{one.name}: {_in_short(one)}" for one in troubled)


def troubled_words(troubled: Sequence[Troubled], today: date) -> str:
    """A sentence for each kiosk: "Kiosk “Lobby”: the badge printer does not print."."""
    return " ".join(_sentence(one, today) for one in troubled)


def _in_short(one: Troubled) -> str:
    return "not heard" if one.silent_since else ", ".join(_SHORT[trouble] for trouble in one.troubles)


def _sentence(one: Troubled, today: date) -> str:
    if one.silent_since:
        return f"Kiosk “{one.name}” was not heard since {time_words(one.silent_since, today)}."
    return f"Kiosk “{one.name}”: {', and '.join(_WHOLE[trouble] for trouble in one.troubles)}."
