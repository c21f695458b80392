"""That nobody knows the time zone which the server sent: a sign in the header, and what it means in the banner."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services.site import Site
from ui.widgets.banner import Banner
from ui.widgets.labels import Label, plain_tooltip
from ui.wording.dates import unknown_zone_words

WORDS, BRIEFLY = "Unknown time zone", "Zone?"

_TOPIC = "time zone"


class ZoneSign(Label):
    """Its name is *Time zone*; what it means is its tooltip and, for a screen reader, its description. Hidden while the
    zone is known."""

    def __init__(self, site: Site, *, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(WORDS, variant="warning", parent=parent)
        self.setAccessibleName("Time zone")
        self._site = site
        self._banner = banner
        self._words = ""
        self.hide()
        site.on_change(self._show)
        self._show()

    def set_brief(self, brief: bool) -> None:
        """There is no room for all its words."""
        self.setText(BRIEFLY if brief else WORDS)

    def _show(self) -> None:
        unknown = self._site.unknown_zone
        words = unknown_zone_words(unknown, self._site.zone.key) if unknown else ""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleDescription(words)
        self.setToolTip(plain_tooltip(words))
        self.setVisible(bool(words))
        if words:
            self._banner.say(words, kind="notice", topic=_TOPIC)
        else:
            self._banner.take_back(_TOPIC)
