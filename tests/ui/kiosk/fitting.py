"""Whether a screen of the kiosk has room for what stands on it: a look at each of its widgets as it is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from ui.kiosk.keyboard.key import Key
from ui.kiosk.kit.choice import ChoiceButton
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import SMALLEST_TOUCH
from ui.kiosk.pages.person_button import PersonButton
from ui.kiosk.staff.corner import Corner

SMALLEST_KEY = 48
"""Real pixels: 9 mm and more on a screen of 1024 × 600, where a key of 64 would leave the question no room."""

_BESIDE_AN_ICON = 4
"""Pixels that Qt leaves between a button's icon and its words."""


def misfits(root: QWidget) -> list[str]:
    """A line for each that doesn't fit, of `root` and all that is seen in it."""
    misfitting = []
    for widget in [root, *_seen_in(root)]:
        match widget:
            case QLabel():
                misfitting += _of_label(widget)
            case Key() | ChoiceButton():
                pass  # a key's label shrinks to its face, as its own tests show; the words of a choice are labels
            case PersonButton() if not _holds(widget):
                misfitting.append(f"{_called(widget)} is cut")
            case QPushButton():
                misfitting += _of_button(widget)
            case QLineEdit() if widget.fontMetrics().height() > widget.contentsRect().height():
                misfitting.append(f"{_called(widget)}: the field is too low")
        misfitting += [f"{_called(widget)}: {what}" for what in _of_place(widget)]
    return misfitting


def _seen_in(widget: QWidget) -> Iterator[QWidget]:
    """What can be scrolled to has all the room it needs: it is passed by."""
    for child in _children(widget):
        yield child
        if not isinstance(child, QAbstractScrollArea):
            yield from _seen_in(child)


def _children(widget: QWidget) -> list[QWidget]:
    return [one for one in widget.children() if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()]


def _holds(button: PersonButton) -> bool:
    metrics, room = QFontMetrics(button.name_font()), button.room()
    taken = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), button.accessibleName())
    return taken.height() <= room.height() and taken.width() <= room.width()


def _of_label(label: QLabel) -> list[str]:
    room, text, metrics = label.contentsRect(), label.text(), label.fontMetrics()
    if not text:
        drawn = label.pixmap().deviceIndependentSize().toSize()
        fits = drawn.width() <= room.width() and drawn.height() <= room.height()
        return [] if fits else [f"a picture of {drawn} has {room}"]
    misfitting = []
    pieces = text.replace("-", "- ").split(" ") if label.wordWrap() else [text]
    widest = max(pieces, key=metrics.horizontalAdvance)
    if metrics.horizontalAdvance(widest) > room.width():
        misfitting.append(
            f"{text!r}: {widest!r} takes {metrics.horizontalAdvance(widest)} and has {room.width()} across"
        )
    needed = label.heightForWidth(label.width()) if label.wordWrap() else metrics.height()
    if needed > label.height():
        misfitting.append(f"{text!r} takes {needed} and has {label.height()} down")
    return misfitting


def _of_button(button: QPushButton) -> list[str]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    text = button.text().replace("&&", "&")
    taken = button.fontMetrics().horizontalAdvance(text)
    if not button.icon().isNull():
        taken += button.iconSize().width() + (_BESIDE_AN_ICON if text else 0)
    misfitting = [] if taken <= room.width() else [f"{_called(button)} takes {taken} and has {room.width()} across"]
    if text and button.fontMetrics().height() > room.height():
        misfitting.append(f"{_called(button)} has {room.height()} down")
    return misfitting


def _of_place(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is not None and not widget.isWindow() and not parent.rect().contains(widget.geometry()):
        yield f"{widget.geometry()} is not within {parent.rect()}"
    smallest = SMALLEST_KEY if isinstance(widget, Key) else SMALLEST_TOUCH
    if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < smallest:
        yield f"{widget.size()} is too small for a thumb"
    if isinstance(widget, QAbstractScrollArea):
        return
    for one, other in combinations(
        [child for child in _children(widget) if not isinstance(child, Overlay | Corner)], 2
    ):
        if _shared(one.geometry(), other.geometry()):
            yield f"{_called(one)} and {_called(other)} overlap"


def _shared(one: QRect, other: QRect) -> bool:
    return one.intersects(other)


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return repr(text or widget.accessibleName() or type(widget).__name__)
