"""The overview to be taken along: its figures and charts, each as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.paper.sheet import Sheet, SheetColumn, SheetTable
from app.services.site import Site
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.shown import Wanted
from ui.pages.overview.words import period_words

_ABOUT = ("Site", "Period", "Counted at", "Compared with", "Missing")


def overview_sheet(tables: Iterable[ChartTable], wanted: Wanted, missing: str, site: Site) -> Sheet:
    """`missing` says which days the figures lack, "" for none. Files begin with what a page says at its head."""
    compared, made_at = _compared_words(wanted, site), site.now()
    period = wanted.period
    days = str(period.first) if period.length == 1 else f"{period.first} to {period.last}"
    return Sheet(
        title=f"Overview: {period_words(period)}",
        file_name=f"Overview {days}",
        site=site.name,
        made_at=made_at,
        about=tuple(filter(None, (f"Compared with {compared}" if compared else "", missing))),
        tables=(
            SheetTable(
                tuple(SheetColumn(word, share=0) for word in _ABOUT),
                ((site.name, period_words(period), f"{made_at:%Y-%m-%d %H:%M}", compared, missing),),
                "Overview",
            ),
            *(SheetTable(_columns(table.header), table.rows, table.title) for table in tables if table.rows),
        ),
    )


def _columns(header: Sequence[str]) -> tuple[SheetColumn, ...]:
    """The first one says what the figures of a row are of."""
    return tuple(SheetColumn(word, figures=place > 0) for place, word in enumerate(header))


def _compared_words(wanted: Wanted, site: Site) -> str:
    if wanted.compared is None:
        return ""
    until = f" until {site.local(wanted.until):%H:%M}" if wanted.until else ""
    return f"{period_words(wanted.compared)}{until}"
