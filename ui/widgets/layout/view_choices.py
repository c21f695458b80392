"""How people arranged what a window shows, such as the columns of a table: it is so again after a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget


class ViewChoices(QObject):
    """Those of `window` and of every dialog over it, each under a name. `kept` are those of earlier; `keep` is told of
    each new one, a value that JSON can hold."""

    def __init__(self, kept: Mapping[str, object], keep: Callable[[str, object], object], *, window: QWidget) -> None:
        super().__init__(window)
        self._kept = dict(kept)
        self._tell = keep

    @classmethod
    def of(cls, widget: QWidget) -> ViewChoices | None:
        """Those of the window in which the widget is shown, None where none are kept."""
        at: QWidget | None = widget
        while at is not None:
            found = at.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly) if at.isWindow() else None
            if found is not None:
                return found
            at = at.parentWidget()
        return None

    @classmethod
    def is_on(cls, widget: QWidget, name: str, *, otherwise: bool) -> bool:
        """Whether people chose it, `otherwise` where no choices are kept in the widget's window."""
        choices = cls.of(widget)
        return otherwise if choices is None else choices.get(name) is True

    @classmethod
    def keep(cls, widget: QWidget, name: str, choice: object) -> None:
        """Somebody chose it in the widget's window."""
        if (choices := cls.of(widget)) is not None:
            choices.set(name, choice)

    def get(self, name: str) -> object:
        """Whatever was kept under that name, be it by an earlier Foyer or damaged; None where nothing is."""
        return self._kept.get(name)

    def set(self, name: str, choice: object) -> None:
        if self._kept.get(name) != choice:
            self._kept[name] = choice
            self._tell(name, choice)
