"""All of them, for whoever makes them."""

from __future__ import annotations

from app.server.storage.tables import meetings, notices, site, tickets, visits
from app.server.storage.tables.metadata import tables

MODULES = (site, meetings, visits, tickets, notices)
"""Each puts its own into `tables` when it is imported."""

__all__ = ["tables"]
