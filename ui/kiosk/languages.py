"""The languages that the kiosk speaks, switched on the spot: Qt tells every widget, and each says its words anew."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from ui.kiosk.words import CONTEXT

ENGLISH = "en"

LANGUAGES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
}
"""Each in its own words, in the order in which they are offered."""


class Languages(QObject):
    """`code` is the language in force. The words of a language are read when it is first used."""

    def __init__(self, application: QApplication, *, code: str = ENGLISH) -> None:
        super().__init__(application)
        self._application = application
        self._translators: dict[str, QTranslator] = {}
        self.code = ENGLISH
        self.use(code)

    def use(self, code: str) -> None:
        """Speaks that language from now on; one that the kiosk doesn't know changes nothing."""
        if code == self.code or code not in LANGUAGES:
            return
        before, self.code = self.code, code
        if code != ENGLISH:
            self._application.installTranslator(self._translator(code))
        if before != ENGLISH:
            self._application.removeTranslator(self._translator(before))

    def stop(self) -> None:
        """The kiosk is about to go: what comes after it speaks English."""
        self.use(ENGLISH)

    def said_in(self, code: str, source: str) -> str:
        """These words in another language than the one in force: to offer it."""
        return source if code == ENGLISH else self._translator(code).translate(CONTEXT, source) or source

    @property
    def locale(self) -> QLocale:
        return QLocale(self.code)

    def _translator(self, code: str) -> QTranslator:
        if code not in self._translators:
            translator = QTranslator(self)
            translator.load(str(files("resources") / "translations" / f"kiosk_{code}.qm"))
            self._translators[code] = translator
        return self._translators[code]
