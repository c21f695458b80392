"""At which visit a ticket was reported: by the visit's name, that of the visitor beside it."""

from __future__ import annotations

from app.models.drafts import Body

_PARTS = ("day", "meeting", "visitor")


def link_to(visit: str, name: str) -> Body:
    """By which a ticket finds the visit with the id `visit` again; `name` is the visitor's."""
    return {**dict(zip(_PARTS, visit.split("/", len(_PARTS) - 1), strict=True)), "name": name}


def visit_in(link: Body) -> str:
    """The id of the visit to which it leads."""
    return "/".join(link[part] for part in _PARTS)
