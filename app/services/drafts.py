"""What a person is still writing: kept while it is written, so that it survives a crash and a restart."""

from __future__ import annotations

from app.models.drafts import StoredDraft
from app.services.site import Site
from app.store.drafts import StoredDrafts


class Drafts:
    """`form` is "meeting" or "ticket"; `name` tells several drafts of one form apart."""

    def __init__(self, *, stored: StoredDrafts, site: Site) -> None:
        self._stored = stored
        self._site = site

    async def keep(self, draft: StoredDraft) -> None:
        """Keeps the form's state, in the place of an earlier one. Raises DiskFull or StoreFailed: the form itself still
        has the words then."""
        await self._stored.keep(draft, self._site.now())

    async def drop(self, form: str, name: str) -> None:
        """One that there isn't is dropped already. Raises DiskFull or StoreFailed."""
        await self._stored.drop(form, name)

    def stored_now(self, form: str) -> tuple[StoredDraft, ...]:
        """Every draft of that form, the latest first. The caller's thread waits, because a form isn't shown without its
        words. Raises StoreFailed."""
        return self._stored.stored_now(form)
