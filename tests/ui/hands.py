"""What a person does at the desk and what a person reads: keys and clicks on what has a name, words that are shown."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QTableView, QWidget

from ui.models.table_model import CELL, TableModel
from ui.widgets.minute_clock import MinuteClock

Kind = TypeVar("Kind", bound=QWidget)

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def named(root: QWidget, name: str, kind: type[Kind] = QWidget) -> list[Kind]:
    """Every visible control below `root` that is called exactly `name`."""
    return [widget for widget in root.findChildren(kind) if widget.isVisible() and _name(widget) == name]


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def find(root: QWidget, name: str, kind: type[Kind] = QWidget) -> Kind:
    """The one visible control below `root` of that name; a person can use it by name only when it is the only one."""
    found = named(root, name, kind)
    assert len(found) == 1, f"{len(found)} visible controls are called {name!r}"
    return found[0]


def click(root: QWidget, name: str) -> None:
    button = find(root, name, QAbstractButton)
    assert button.isEnabled(), f"{name} can't be clicked now"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def move_mouse(widget: QWidget, place: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """To that place of the widget, with that button held. QTest's own lets everything else happen meanwhile: within a
    coroutine that loses steps of others."""
    at = QPointF(place)
    known = (at, QPointF(widget.mapToGlobal(place)), Qt.MouseButton.NoButton, held, NO_KEY)
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, *known))


def press(widget: QWidget | None, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
    """QTest itself ends the whole process when there is no widget, as when nothing has the focus."""
    assert widget is not None, "nothing has the keyboard"
    QTest.keyClick(widget, key, modifiers)


def write(widget: QWidget, text: str) -> None:
    """Types `text` into a field after what stands in it; QTest has keys for ASCII alone, the rest comes as it is."""
    widget.setFocus()
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        for sign in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, sign, NO_KEY)


def click_row(table: QTableView, number: int) -> None:
    place = table.visualRect(table.model().index(number, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_heading(table: QTableView, title: str) -> None:
    header = table.horizontalHeader()
    model = table.model()
    section = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())].index(title)
    place = QPoint(header.sectionViewportPosition(section) + 12, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def column(view: QAbstractItemView, title: str) -> list[str]:
    """The words of one column of a desk table, from the top."""
    model: TableModel[Any] = view.model()
    number = [one.title for one in model.columns].index(title)
    return [model.index(row, number).data() for row in range(model.rowCount())]


def row(view: QAbstractItemView, number: int) -> tuple[str, ...]:
    """All that a row shows, in the words that are spoken."""
    model = view.model()
    return tuple(model.index(number, one).data(CELL).spoken for one in range(model.columnCount()))


def row_in_hand(view: QAbstractItemView) -> tuple[str, ...]:
    return row(view, view.currentIndex().row()) if view.currentIndex().isValid() else ()


def tick(page: QObject) -> None:
    """The timers of the object and of its clock go off, as they do a few times a minute."""
    for owner in (page, *page.findChildren(MinuteClock)):
        for timer in owner.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly):
            timer.timeout.emit()


def shown(root: QWidget) -> list[str]:
    """The words of every visible label and button below `root`, in no order that matters."""
    said = [label.text() for label in root.findChildren(QLabel) if label.isVisible() and label.text()]
    said += [button.text() for button in root.findChildren(QAbstractButton) if button.isVisible() and button.text()]
    return said


def says(root: QWidget, words: str) -> bool:
    """Whether `words` stand somewhere in what `root` shows."""
    return any(words in one for one in shown(root))
