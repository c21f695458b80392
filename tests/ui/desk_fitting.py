"""Whether words are whole on a screen of the desk: each label, button, field, heading and status beside its room."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QWidget,
)

from ui.widgets.buttons import Button
from ui.widgets.labels import Elided
from ui.widgets.table.table import DeskTable

_BESIDE_AN_ICON = 4
"""Pixels that Qt leaves between a button's icon and its words."""


_BESIDE_A_CURSOR = 2
"""Pixels that Qt leaves on each side of what is typed."""


def cut_words(window: QWidget) -> list[str]:
    """A line for each word that is cut. What is further down in something that scrolls counts as seen, what is further
    to the right doesn't: nothing scrolls aside but a wide table. People's names and titles may elide."""
    lines = []
    for widget in _seen_in(window):
        match widget:
            case Elided():
                pass
            case QLabel():
                lines += _of_label(widget)
            case QPushButton():
                lines += _of_button(widget)
            case QCheckBox() | QRadioButton():
                lines += _of_check(widget)
            case QLineEdit():
                lines += _of_field(widget)
            case DeskTable():
                lines += _of_table(widget)
        lines += _of_place(widget)
    return lines


def _seen_in(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child
            yield from _seen_in(child)


def _of_label(label: QLabel) -> Iterator[str]:
    text, metrics, room = label.text(), label.fontMetrics(), label.contentsRect()
    if not text:
        return
    pieces = text.replace("-", "- ").split() if label.wordWrap() else text.split("\n")
    widest = max(pieces, key=metrics.horizontalAdvance, default="")
    if metrics.horizontalAdvance(widest) > room.width():
        yield f"{text!r}: {widest!r} takes {metrics.horizontalAdvance(widest)} and has {room.width()} across"
    taken = label.heightForWidth(label.width()) if label.wordWrap() else metrics.height()
    if taken > label.height():
        yield f"{text!r} takes {taken} and has {label.height()} down"


def _of_button(button: QPushButton) -> Iterator[str]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    text = button.text().replace("&&", "&")
    taken = button.fontMetrics().horizontalAdvance(text)
    if not button.icon().isNull():
        taken += button.iconSize().width() + (_BESIDE_AN_ICON if text else 0)
    if isinstance(button, Button):
        taken += button.hint_width()
    if taken > room.width():
        yield f"{text or button.accessibleName()!r} takes {taken} and has {room.width()} across"
    if text and button.fontMetrics().height() > button.height():
        yield f"{text!r} has {button.height()} down"


def _of_check(check: QAbstractButton) -> Iterator[str]:
    if check.sizeHint().width() > check.width():
        yield f"{check.text()!r} takes {check.sizeHint().width()} and has {check.width()} across"


def _of_field(field: QLineEdit) -> Iterator[str]:
    """What was typed may be longer than its field; what the field asks for may not."""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    contents = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    room = contents.marginsRemoved(field.textMargins()).width() - 2 * _BESIDE_A_CURSOR
    taken = field.fontMetrics().horizontalAdvance(field.placeholderText())
    if not field.text() and taken > room:
        yield f"{field.placeholderText()!r} takes {taken} and has {room} across"


def _of_table(table: DeskTable) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    metrics = header.fontMetrics()
    for number in range(model.columnCount()):
        if header.isSectionHidden(number):
            continue
        title = str(model.headerData(number, Qt.Orientation.Horizontal))
        if metrics.horizontalAdvance(title) > header.sectionSize(number):
            yield f"the heading {title!r} has {header.sectionSize(number)} across"
        if title == "Status":
            yield from _of_status(table, number)


def _of_status(table: DeskTable, column: int) -> Iterator[str]:
    for row in range(table.model().rowCount()):
        if table.elides(row, column):
            yield f"the status in row {row} has {table.columnWidth(column)} across"


def _of_place(widget: QWidget) -> Iterator[str]:
    """Within the window, and within what it is seen through, from left to right."""
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None:
        around = QRect(parent.mapTo(widget.window(), QPoint(0, 0)), parent.size())
        if place.left() < around.left() or place.right() > around.right():
            yield f"{_called(widget)} is at {place.left()} to {place.right()}, its room ends at {around.right()}"
            return
        if isinstance(parent, QAbstractScrollArea) and isinstance(parent, DeskTable):
            return
        parent = None if parent.isWindow() else parent.parentWidget()


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return repr(text or widget.accessibleName() or widget.objectName() or type(widget).__name__)
