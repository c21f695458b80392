"""Tickets as a server answers them, short enough to be read in a test."""

from __future__ import annotations

from typing import Any

from app.models.objects.desk_vocabulary import CATEGORIES, PRIORITIES, STATUSES

TOMASZ = {"object": "user", "id": "US-TW1", "firstname": "Tomasz", "lastname": "Wójcik"}
MEI_LING = {"object": "user", "id": "US-MC2", "firstname": "Mei-Ling", "lastname": "Chen"}
AQUALIFT = {"object": "supplier", "id": "SU-AQ1", "name": "Aqualift Services"}


def ticket(number: int, title: str = "", *, status: int = 1, priority: int = 2, **more: Any) -> dict[str, Any]:
    """Ticket T-<number>, reported by Tomasz Wójcik; status and priority are our own server's."""
    return {
        "object": "ticket",
        "id": f"T-{number}",
        "title": title or f"Ticket {number}",
        "status": {"object": "status", "id": status, "value": STATUSES[status]},
        "priority": {"object": "priority", "id": priority, "value": PRIORITIES[priority]},
        "category": None,
        "notifier": TOMASZ,
        "createdAt": "2026-03-10T15:47:00Z",
    } | more


def category(number: int) -> dict[str, Any]:
    return {"object": "category", "id": number, "value": CATEGORIES[number]}


def listed(*tickets: Any, total: int | None = None, limit: int = 10) -> dict[str, Any]:
    return {"total": len(tickets) if total is None else total, "limit": limit, "tickets": list(tickets)}
