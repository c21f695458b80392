"""A mail about visits: what becomes of it is on their rows."""

from __future__ import annotations

from app.store.writes.arrival import follow_its_visits
from app.store.writes.stored_kind import StoredKind

MAIL = StoredKind(follow=follow_its_visits)
