"""Gives a control back what stood in it before a scanner typed into it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

PutBack = Callable[[str], object]
"""Called with what a person had typed before the scanner began, which stays."""


def restorer(widget: QWidget) -> PutBack:
    """Puts back what stands in the control now. A list that hands on what is typed into it names the field as its
    `typed_into`."""
    field = getattr(widget, "typed_into", None)
    if isinstance(field, QLineEdit):
        return restorer(field)
    match widget:
        case QLineEdit():
            text = widget.text()
            return lambda typed: widget.setText(text + typed)
        case QPlainTextEdit():
            lines = widget.toPlainText()
            return lambda typed: widget.setPlainText(lines + typed)
        case QSpinBox():
            number = widget.value()
            return lambda typed: widget.setValue(number)
        case QComboBox():
            chosen = widget.currentIndex()
            return lambda typed: widget.setCurrentIndex(chosen)
        case QAbstractItemView():
            index = QPersistentModelIndex(widget.currentIndex())
            return lambda typed: widget.setCurrentIndex(widget.model().index(index.row(), index.column()))
        case _:
            return lambda typed: None
