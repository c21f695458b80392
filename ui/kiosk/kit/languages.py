"""The languages that the kiosk speaks, switched on the spot: Qt tells every widget, and each says its words anew."""

from __future__ import annotations

import logging
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication

from ui.kiosk.kit.i18n import CONTEXT
from ui.wording.languages import ENGLISH, LANGUAGES

log = logging.getLogger(__name__)

TRANSLATIONS = Path(str(files("resources"))) / "translations"
"""The words of each language but English, which set-up builds from what is translated there."""


class Languages(QObject):
    """`code` is the language in force, `offered` are those whose words can be read: one without is not spoken, and the
    log says so."""

    def __init__(self, application: QApplication, *, code: str = ENGLISH, folder: Path = TRANSLATIONS) -> None:
        super().__init__(application)
        self._application = application
        read = {one: self._read(one, folder) for one in LANGUAGES if one != ENGLISH}
        self._translators = {one: words for one, words in read.items() if words}
        self.offered = (ENGLISH, *self._translators)
        self.code = ENGLISH
        self.use(code)

    def use(self, code: str) -> None:
        """Speaks that language from now on; one that isn't offered changes nothing."""
        if code == self.code or code not in self.offered:
            return
        before, self.code = self.code, code
        if code != ENGLISH:
            self._application.installTranslator(self._translators[code])
        if before != ENGLISH:
            self._application.removeTranslator(self._translators[before])

    def stop(self) -> None:
        """The kiosk is about to go: what comes after it speaks English."""
        self.use(ENGLISH)

    def translation(self, code: str, source: str) -> str:
        """These words in another language than the one in force: to offer it."""
        return source if code == ENGLISH else self._translators[code].translate(CONTEXT, source) or source

    def _read(self, code: str, folder: Path) -> QTranslator | None:
        translator, file = QTranslator(self), folder / f"kiosk_{code}.qm"
        if translator.load(str(file)):
            return translator
        log.error("The kiosk can't speak %s: %s can't be read", LANGUAGES[code], file)
        return None
