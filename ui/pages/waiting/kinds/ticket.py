"""A ticket that isn't known to be on the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.models.drafts import Body
from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Known, titled


def _facts(known: Known, operation: Operation) -> Iterator[Fact]:
    body = operation.body
    supplier = str(body.get("supplierId", ""))
    yield Fact("Title", str(body.get("title", "")))
    yield known.user("Notifier", body, "notifierId")
    yield known.user("Creator", body, "creatorId")
    yield known.user("Agent", body, "agentId")
    yield Fact("Supplier", known.supplier(supplier), supplier)
    yield _word("Category", body, "categoryId", known.words.categories)
    yield _word("Priority", body, "priorityId", known.words.priorities)
    yield Fact("Due date", str(body.get("dueDate", "")))
    yield Fact("Reference", str(body.get("reference", "")))
    yield Fact("Description", str(body.get("description", "")))


def _word(name: str, body: Body, key: str, words: Mapping[str, str]) -> Fact:
    sent = str(body.get(key, ""))
    return Fact(name, words.get(sent, sent), sent)


TICKET = KindWords(
    noun=lambda body: "ticket",
    title=titled,
    whom=lambda known, operation: known.person(operation.body.get("notifierId", "")),
    facts=_facts,
    alike="title, notifier and reference",
)
