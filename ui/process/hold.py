"""This process's hold on the data folder, from when a desk is first opened on it: a sample day needs none."""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.errors import StoreFailed
from app.system import logs
from app.system.startup_error import complain, warn
from ui.process.single_instance import SingleInstance

log = logging.getLogger(__name__)


class Hold:
    """`single` is there once the folder is held. `warnings` are sentences about the settings, for the log in it;
    `kiosk` says that nobody waits for an answer."""

    def __init__(
        self, application: QApplication, folder: Path, *, warnings: Sequence[str] = (), kiosk: bool = False
    ) -> None:
        self.single: SingleInstance | None = None
        self._application = application
        self._folder = folder
        self._warnings = warnings
        self._kiosk = kiosk

    def take(self) -> int | None:
        """None when the folder is held from now on. Otherwise the exit code, after it was said why; a Foyer that has
        it already came to the front in the place of this one."""
        if self.single is not None:
            return None
        self._start_log()
        try:
            single = SingleInstance(self._folder, self._application)
        except StoreFailed as error:
            return self._refused(f"the data folder can't be used: {error}.")
        if single.taken:
            self.single = single
            return None
        if single.raise_first():
            return 0
        return self._refused(single.silence())

    def let_go(self) -> None:
        if self.single is not None:
            self.single.let_go()

    def _start_log(self) -> None:
        try:
            file = logs.start(self._folder)
            faulthandler.enable(file.with_suffix(".crash").open("a", encoding="utf-8"))
        except OSError as error:
            warn(f"no log: {error}")
        for words in self._warnings:
            log.warning(words)

    def _refused(self, words: str) -> int:
        complain(words, waited_for=not self._kiosk)
        return 1
