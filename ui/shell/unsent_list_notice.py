"""The banner says that tomorrow's list wasn't mailed, until it was."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services.site import Site
from ui.reception.notices.unsent_lists import UnsentLists
from ui.widgets.banner import Banner
from ui.wording.notices.unsent_list import unsent_words

_TOPIC = "tomorrow's list"


class UnsentListNotice(QObject):
    """Goes with the banner."""

    def __init__(self, *, banner: Banner, unsent_lists: UnsentLists, site: Site) -> None:
        super().__init__(banner)
        self._banner = banner
        self._unsent_lists = unsent_lists
        self._site = site
        unsent_lists.changed.connect(self._show)

    def _show(self) -> None:
        if words := unsent_words(self._unsent_lists.unsent, self._site):
            self._banner.say(words, kind="notice", topic=_TOPIC)
        else:
            self._banner.take_back(_TOPIC)
