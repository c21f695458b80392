"""How each kind of notice is put together."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.notices.notice_plan import NoticePlan
from app.server.notices.kinds import NoticeKind
from app.server.notices.sending import Composer


def composers(plan: NoticePlan) -> Mapping[NoticeKind, Composer]:
    """What the site adds to them is of `plan`."""
    return {}
