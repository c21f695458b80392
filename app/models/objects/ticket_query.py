"""What part of the ticket list to show: every list parameter of the API."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

SORTS = ("activity", "id", "title", "status", "priority", "category", "dueDate", "created")
"""Values of `sortBy`. The page names only `activity`; the others are our own server's."""

URGENCY = "urgency"


class TicketQuery(Struct, frozen=True):
    """Defaults are the API's own. Ids of status, priority and category are numbers written as text; "" is any.

    From `overdue` on the filters are our own server's, as are several statuses with commas between them and the order
    "urgency": what is late or will be today, by when it is due, and after it the rest by activity. `is_open` are those
    that are neither solved nor closed; archived ones are listed where they are asked for, and then alone.

    Those that were opened or solved in some days are listed archived or not. Those of an age are open, for `age_from`
    whole days or more and for less than `age_below`.

    `sort` is "asc" or "desc"; `page` counts from 1, `page_size` in tickets. What ends in `_from` and `_to` are days of
    the site's calendar, both included; None is without a limit.
    """

    sort_by: str = "activity"
    sort: str = "desc"
    page: int = 1
    page_size: int = 10
    q: str = ""
    status: str = ""
    agent_id: str = ""
    priority: str = ""
    category: str = ""
    supplier_id: str = ""
    mine_only: bool = False
    due_from: date | None = None
    due_to: date | None = None
    overdue: bool = False
    unassigned: bool = False
    without_category: bool = False
    is_open: bool = False
    archived: bool = False
    favorite: bool = False
    created_from: date | None = None
    created_to: date | None = None
    solved_from: date | None = None
    solved_to: date | None = None
    age_from: int = 0
    age_below: int | None = None

    @property
    def has_age(self) -> bool:
        return self.age_from > 0 or self.age_below is not None

    @property
    def is_ours(self) -> bool:
        """Whether it asks for something that only our own desk server has."""
        return self != self.of_any_server()

    def of_any_server(self) -> TicketQuery:
        """Without all that only our own desk server has."""
        return replace(
            self,
            sort_by="activity" if self.sort_by == URGENCY else self.sort_by,
            status="" if "," in self.status else self.status,
            overdue=False,
            unassigned=False,
            without_category=False,
            is_open=False,
            archived=False,
            favorite=False,
            created_from=None,
            created_to=None,
            solved_from=None,
            solved_to=None,
            age_from=0,
            age_below=None,
        )

    def parameters(self) -> dict[str, str]:
        """The query string's names and values; filters that filter nothing are left out."""
        filters = {
            "q": self.q,
            "status": self.status,
            "agentId": self.agent_id,
            "priority": self.priority,
            "category": self.category,
            "supplierId": self.supplier_id,
            "mode": "me" if self.mine_only else "",
            "dueDateFrom": _day(self.due_from),
            "dueDateTo": _day(self.due_to),
            "overdue": "1" if self.overdue else "",
            "unassigned": "1" if self.unassigned else "",
            "withoutCategory": "1" if self.without_category else "",
            "open": "1" if self.is_open else "",
            "archived": "1" if self.archived else "",
            "favorite": "1" if self.favorite else "",
            "createdFrom": _day(self.created_from),
            "createdTo": _day(self.created_to),
            "solvedFrom": _day(self.solved_from),
            "solvedTo": _day(self.solved_to),
            "ageFrom": str(self.age_from or ""),
            "ageBelow": "" if self.age_below is None else str(self.age_below),
        }
        return {
            "sortBy": self.sort_by,
            "sort": self.sort,
            "page": str(self.page),
            "pageSize": str(self.page_size),
            **{name: value for name, value in filters.items() if value},
        }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
