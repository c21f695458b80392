"""What there is to choose from, shown below a line edit as somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 32


class PersonOption(Protocol):
    """Somebody, or a firm, to choose by name and to send by id. `detail` tells namesakes apart."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def detail(self) -> str: ...


class Suggestions(QObject):
    """The list below `edit`. Up and Down move in it, Enter or a click takes, Escape closes. As long as none is in hand,
    Enter means what it means in the field. The list is as wide as the field, or `narrowest` where that is more.
    """

    chosen = Signal(object)

    def __init__(self, *, edit: QLineEdit, theme: Theme, narrowest: int = 0) -> None:
        super().__init__(edit)
        self._edit = edit
        self._theme = theme
        self._narrowest = narrowest
        self._people = _People(self)
        self._list = QListView()
        self._list.setObjectName("completions")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)  # or each of thousands is asked for its own
        self._completer = QCompleter(self._people, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        self._completer.setPopup(self._list)
        self._list.setItemDelegate(_PersonRow(theme=theme, parent=self._list))  # after setPopup, which sets its own
        self._completer.setWidget(edit)
        self._list.installEventFilter(self)  # the last one is the first to be asked
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]

    def offer(self, people: Sequence[PersonOption], *, at: str = "") -> None:
        """Shows these, with the one named `at` in hand; nothing when there are none."""
        self._people.show(people)
        if people:
            self._list.setAccessibleName(self._edit.accessibleName())
            width = max(self._edit.width(), self._theme.px(self._narrowest))
            self._completer.complete(QRect(0, 0, width, self._edit.height()))
            number = next((number for number, one in enumerate(people) if one.name == at), -1)
            self._list.setCurrentIndex(self._people.index(number))
        else:
            self.close()

    def close(self) -> None:
        self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not self._list.currentIndex().isValid()
        ):
            self.close()
            QCoreApplication.sendEvent(self._edit, event)
            return True
        return super().eventFilter(watched, event)

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))


def _id_of(option: PersonOption) -> str:
    """ "" where the name stands in its place, because no server has an id for them yet."""
    return option.id if option.id != option.name else ""


class _People(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[PersonOption] = ()

    def show(self, rows: Sequence[PersonOption]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        option = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return option.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (option.name, option.detail, _id_of(option))))
        return option if role == Qt.ItemDataRole.UserRole else None


class _PersonRow(QStyledItemDelegate):
    """The name, then in the muted colour what tells namesakes apart, and the id at the right."""

    def __init__(self, *, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person: PersonOption = index.data(Qt.ItemDataRole.UserRole)
        state: QStyle.StateFlag = option.state
        place: QRect = option.rect
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(place, self._theme.colour("accent-soft"))
        pad = self._theme.px(8)
        inner = place.adjusted(pad, 0, -pad, 0)
        half = inner.adjusted(inner.width() // 2, 0, 0, 0)  # a long email address leaves the name its own half
        id_width = self._write(painter, half, person.id, role="text-muted", right=True) if _id_of(person) else 0
        left = inner.adjusted(0, 0, -(id_width + pad), 0)
        name_width = self._write(painter, left, person.name, role="text")
        if person.detail:
            self._write(painter, left.adjusted(name_width + pad, 0, 0, 0), person.detail, role="text-muted")

    def _write(self, painter: QPainter, place: QRect, text: str, *, role: str, right: bool = False) -> int:
        """Writes `text`, elided where there is no room, and gives the width that it took."""
        font = self._theme.font(13)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, place.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        return metrics.horizontalAdvance(shown)
