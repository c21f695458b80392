"""A mail that the mail server didn't take yet."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup


def _facts(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    body = operation.body
    yield Fact("To", str(body["name"]))
    yield Fact("Address", str(body["to"]))
    yield Fact("Subject", str(body["subject"]))
    yield Fact("Text", " ".join(str(body["text"]).splitlines()))


MAIL = KindWords(
    noun=lambda body: "mail",
    title=lambda lookup, operation: str(operation.body["subject"]),
    whom=lambda lookup, operation: str(operation.body["name"]),
    facts=_facts,
    refused="Nobody was told by it.",
    discarded="Nobody will be told by it.",
)
