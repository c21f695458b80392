"""The search and the filters above the list, its footer below it, and the pane beside all that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.detail import DetailPane
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.layout.list_and_detail import ListAndDetail
from ui.widgets.table.table import DeskTable


def lay_out_today(
    page: QWidget,
    *,
    tools: Sequence[QWidget],
    table: DeskTable,
    empty: QWidget,
    footer: QWidget,
    pane: DetailPane,
    theme: Theme,
) -> QStackedWidget:
    """The first of the `tools` takes what room the others leave. Gives what shows the table or, in its place,
    `empty`."""
    bar = QFrame()
    bar.setObjectName("bar")
    flow = FlowLayout(theme=theme, gap=12)
    flow.setContentsMargins(20, 14, 16, 14)
    search, *others = tools
    flow.add(search, basis=180, grows=True)
    for tool in others:
        flow.add(tool)
    bar.setLayout(flow)
    middle = QStackedWidget()
    middle.addWidget(table)
    middle.addWidget(empty)
    list_part = QWidget()
    left = QVBoxLayout(list_part)
    left.setContentsMargins(0, 0, 0, 0)
    left.setSpacing(0)
    left.addWidget(bar)
    left.addWidget(middle, 1)
    left.addWidget(footer)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(ListAndDetail(list_part, pane, rows=table, theme=theme))
    return middle
