"""The columns of *Notices*."""

from __future__ import annotations

from app.models.notices.notice import Notice
from app.services.site import Site
from ui.models.table_model import Cell, Column
from ui.wording.dates import short_day, time_words
from ui.wording.notices.notice_words import about_words, kind_words, state_words


def columns(site: Site) -> tuple[Column[Notice], ...]:
    """Times are the site's."""

    def since(notice: Notice) -> Cell:
        at = site.local(notice.at)
        return Cell(f"{at:%H:%M}", second=short_day(at.date(), site.today()), variant="figures")

    def what(notice: Notice) -> Cell:
        return Cell(kind_words(notice.kind), second=about_words(notice), variant="strong")

    def whom(notice: Notice) -> Cell:
        return Cell(notice.name or notice.address, second=notice.address if notice.name else "")

    def state(notice: Notice) -> Cell:
        role = "rejected" if notice.failed else "waiting"
        return Cell(state_words(notice), second=notice.said, mark=role, role=role)

    return (
        Column("Since", since, width=90),
        Column("Notice", what, width=150, weight=6),
        Column("For", whom, width=120, weight=5, gives_way=1),
        Column("State", state, width=190, weight=6),
    )


def when_words(notice: Notice, site: Site) -> str:
    """When the meeting that it is about is, or was last; "" of anything else."""
    return time_words(site.local(notice.starts_at), site.today()) if notice.starts_at else ""
