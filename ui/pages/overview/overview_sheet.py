"""The overview to be taken along: its figures and charts, each as a table."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.statistics.period import Period
from app.paper.sheet import Sheet, SheetColumn, SheetTable
from app.services.site import Site
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.words import period_words


def overview_sheet(
    tables: Iterable[ChartTable], period: Period, compared: Period | None, missing: str, site: Site
) -> Sheet:
    """`missing` says which days the figures lack, "" for none."""
    days = str(period.first) if period.length == 1 else f"{period.first} to {period.last}"
    about = [f"Compared with {period_words(compared)}"] if compared else []
    return Sheet(
        title=f"Overview: {period_words(period)}",
        file_name=f"Overview {days}",
        site=site.name,
        made_at=site.now(),
        about=(*about, *([missing] if missing else [])),
        tables=tuple(
            SheetTable(tuple(map(SheetColumn, table.header)), table.rows, table.title) for table in tables if table.rows
        ),
    )
