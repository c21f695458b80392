"""The figures of a chart as plain rows, for whoever reads, prints or saves them."""

from __future__ import annotations

from msgspec import Struct

from ui.pages.overview.leads import Lead


class ChartTable(Struct, frozen=True):
    """Words all of it, as they are read; each row has as many as `header`. `leads` says where each row leads. `title`
    is what its card is called."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    leads: tuple[Lead | None, ...] = ()
    title: str = ""
