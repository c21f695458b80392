"""Trouble at a kiosk reaches the desks: a sign in the header, and all of it in the banner for who asks."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services.kiosk.kiosks import Kiosks
from app.services.site import Site
from ui.shell.kiosk_sign import KioskSign
from ui.widgets.banner import Banner
from ui.wording.trouble_words import sign_words, troubled_words

_TOPIC = "kiosks"


class KioskAlarm(QObject):
    """Goes with its sign. What the banner says is taken back when it is no longer so."""

    def __init__(self, sign: KioskSign, *, banner: Banner, kiosks: Kiosks, site: Site) -> None:
        super().__init__(sign)
        self._sign = sign
        self._banner = banner
        self._kiosks = kiosks
        self._site = site
        self._said = ""
        kiosks.on_change(self._show)
        sign.asked.connect(self._on_asked)
        self._show()

    def _show(self) -> None:
        whole = self._whole()
        self._sign.show_words(sign_words(self._kiosks.troubled), whole)
        if self._said != whole:
            self._banner.take_back(_TOPIC)

    def _on_asked(self) -> None:
        self._said = self._whole()
        self._banner.say(self._said, kind="notice", topic=_TOPIC)

    def _whole(self) -> str:
        return troubled_words(self._kiosks.troubled, self._site.today())
