"""Whether those who were checked in get their badges."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

from app.errors import PrinterFailed, StoreFailed
from app.models.visit_row import VisitRow

log = logging.getLogger(__name__)

PrintBadge = Callable[[VisitRow], Awaitable[None]]
"""Raises PrinterFailed when it doesn't come out, StoreFailed when it did and that could not be kept."""


async def are_printed(print_badge: PrintBadge, visits: Iterable[VisitRow]) -> bool:
    """Whether the badge of each comes out of the printer. When one doesn't, the log says why, and the others are tried
    all the same."""
    return all([await _is_printed(print_badge, visit) for visit in visits])


async def _is_printed(print_badge: PrintBadge, visit: VisitRow) -> bool:
    try:
        await print_badge(visit)
    except PrinterFailed as error:
        log.warning("A badge was not printed: %s", error.fault.value)
        return False
    except StoreFailed as error:  # it is out; that it was printed could not be noted
        log.error("That a badge was printed could not be kept: %s", error)
    return True
