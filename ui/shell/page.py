"""What the main window asks of a screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.screens import Screen


class Page(QWidget):
    """`wants` asks to go to the screen of that name. `notice_requested` carries words for the banner; `saved` words
    about an operation, by its id, that stand until that was sent. `done` carries words about what was just done and
    what takes it back, None where nothing can be; `put_out` words about a list that was printed or saved. `answered`
    says that the server gave what the page had asked for."""

    entry: Screen

    @property
    def name(self) -> str:
        return self.entry.name

    wants = Signal(str)
    answered = Signal()
    notice_requested = Signal(str)
    saved = Signal(str, str)
    done = Signal(str, object)
    put_out = Signal(str)

    def header_part(self) -> QWidget | None:
        """The page's own part of the header, in the place of its name; None shows the name."""
        return None

    def open(self) -> None:
        """The page came into view."""

    def take_focus(self) -> None:
        """The person is here to go on with the keyboard: where they were before, else at the beginning."""
        before = self.focusWidget()
        if before is not None and before.isVisible():
            before.setFocus()
        else:
            self.focusNextPrevChild(True)

    def refresh(self) -> None:
        """The person asked for the latest: F5."""

    def keep_fresh(self) -> None:
        """Some time has passed: where the server doesn't tell of each change by itself, it is asked for the latest."""

    def start_search(self) -> None:
        """The person pressed / or Ctrl+F."""

    def start_new(self) -> None:
        """The person wants to write something new here, where the page has a form."""

    def start_editing(self) -> None:
        """The person wants to change what is in hand here."""

    def undo_offered(self) -> Callable[[], object] | None:
        """What Ctrl+Z takes back here, wherever the focus is; None when nothing is offered."""
        return None

    async def put_down(self) -> None:
        """Keeps what is being written here: the page is about to go."""

    def can_refresh(self) -> bool:
        """Whether *Refresh* belongs into the header while this page is shown."""
        return False

    def ready(self) -> bool:
        """Whether what is shown is whole: a picture waits for it."""
        return True
