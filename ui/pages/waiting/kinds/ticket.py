"""A ticket that isn't known to be on the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.models.drafts import Body
from app.models.objects.meeting import Recurrence
from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup, titled
from ui.wording.repeat_words import recurrence_words


def _facts(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    body = operation.body
    supplier = str(body.get("supplierId", ""))
    yield Fact("Title", str(body.get("title", "")))
    yield lookup.user("Notifier", body, "notifierId")
    yield lookup.user("Creator", body, "creatorId")
    yield lookup.user("Agent", body, "agentId")
    yield Fact("Supplier", lookup.supplier(supplier), supplier)
    yield _word("Category", body, "categoryId", lookup.words.categories)
    yield _word("Priority", body, "priorityId", lookup.words.priorities)
    yield Fact("Due date", str(body.get("dueDate", "")))
    repeats = Recurrence(**body["recurrence"]) if "recurrence" in body else None
    yield Fact("Repeats", recurrence_words(repeats, lookup.moment(operation.entered_at.isoformat())))
    yield Fact("Reference", str(body.get("reference", "")))
    yield Fact("Description", str(body.get("description", "")))


def _word(name: str, body: Body, key: str, words: Mapping[str, str]) -> Fact:
    sent = str(body.get(key, ""))
    return Fact(name, words.get(sent, sent), sent)


TICKET = KindWords(
    noun=lambda body: "ticket",
    title=titled,
    whom=lambda lookup, operation: lookup.person(operation.body.get("notifierId", "")),
    facts=_facts,
    alike="title, notifier and reference",
)
