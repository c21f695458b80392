"""A form on top that rests while what stands in it is being kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid


class SavingDialog(QDialog):
    """While it rests nothing can be typed that would be lost, nothing is saved twice, and it can't be closed."""

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Afterwards whatever had the keyboard has it again."""
        had_focus = self.focusWidget()
        self.setEnabled(False)
        try:
            yield
        finally:
            if isValid(self):  # the window below may have gone meanwhile
                self.setEnabled(True)
                if had_focus is not None:
                    had_focus.setFocus()

    def done(self, result: int) -> None:
        if self.isEnabled():
            super().done(result)
