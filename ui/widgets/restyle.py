"""The stylesheet's looks that depend on a property."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget, **properties: object) -> None:
    """Gives the widget these properties, and the looks that the stylesheet has for them: Qt looks only once. Without
    any, the looks that follow from another widget's."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
