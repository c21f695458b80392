"""Trouble at a kiosk reaches the desks: a sign in the header, and all of it in the banner for who asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from app.models.objects.kiosk_trouble import Trouble
from app.services.kiosk.kiosks import Kiosks, Troubled
from app.services.site import Site
from ui.shell.kiosk_sign import KioskSign
from ui.widgets.banner import Banner
from ui.wording.dates import time_words

_TOPIC = "kiosks"

_SHORT = {Trouble.GUI: "screen", Trouble.DISK: "disk", Trouble.PRINTER: "printer", Trouble.NETWORK: "network"}

_WHOLE = {
    Trouble.GUI: "its screen did not react for a while",
    Trouble.DISK: "its disk is nearly full or can't be written",
    Trouble.PRINTER: "the badge printer does not print",
    Trouble.NETWORK: "it could not reach the server for a while",
}


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
