"""If-Match: what somebody else changed meanwhile isn't changed over their head."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from pydantic_core import from_json

from app.server.bodies.refusal import Refusal
from app.server.context import ServerContext


class Kept(Protocol):
    """An object as it is kept: its JSON, and the revision of its last change."""

    @property
    def document(self) -> bytes: ...
    @property
    def revision(self) -> int: ...


def refuse_stale(row: Kept, tags: str, context: ServerContext, kind: str = "meeting") -> None:
    """Raises Refusal 412 when `tags`, the value of If-Match, don't name the object as it is; "" names any. `kind` is
    what it is called in the refusal."""
    named = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    if tags and "*" not in named and f'"{row.revision}"' not in named:
        changed = datetime.fromisoformat(from_json(row.document)["lastModifiedAt"]).astimezone(context.zone)
        raise Refusal(412, f"The {kind} was changed since, on {changed:%Y-%m-%d} at {changed:%H:%M:%S}")
