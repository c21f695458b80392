"""What tells one visitor from the others at this desk, in whatever spelling they are told of."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from msgspec import Struct

from app.models.text.folding import fold

_NAMES = (("firstname", "firstName"), ("lastname", "lastName"))


class Identity(Struct, frozen=True):
    """Name, company and email address, folded; "" is what nobody told. Without a name nobody is the same as another,
    but by the email address."""

    name: str
    company: str = ""
    email: str = ""

    @classmethod
    def read(cls, visitor: Mapping[str, Any]) -> Identity:
        """From the JSON object of a visitor in an answer, in a request or in the journal."""
        name = _text(visitor, "name") or " ".join(_text(visitor, *spellings) for spellings in _NAMES)
        return cls.of(name, _text(visitor, "companyName", "company"), _text(visitor, "email"))

    @classmethod
    def of(cls, name: str, company: str = "", email: str = "") -> Identity:
        """From texts as somebody wrote them."""
        return cls(*(" ".join(fold(words).split()) for words in (name, company, email)))

    @property
    def key(self) -> str:
        """The email address, if there is one, and the name, because several people may read one mailbox; else name and
        company."""
        return f"{self.email}\n{self.name}" if self.email else f"{self.name}\n{self.company}"

    @property
    def digests(self) -> frozenset[str]:
        """The digest of the key, and that of the key which the same visitor has where no email address is told."""
        return frozenset(map(digest, (self.key, f"{self.name}\n{self.company}")))

    def is_same(self, other: Identity) -> bool:
        """By the email addresses where both have one, unless the names are those of two people: several may read one
        mailbox. Else by the names, and by the companies where both have one."""
        if self.email and other.email:
            return self.email == other.email and _may_be_one(self.name.split(), other.name.split())
        companies = {self.company, other.company} - {""}
        return bool(self.name) and self.name == other.name and len(companies) < 2


def _may_be_one(words: list[str], others: list[str]) -> bool:
    """Whether one name is a shorter way to write the other: "a. lovelace", "lovelace", or "" for "ada lovelace"."""
    fewer, more = sorted((words, others), key=len)
    return all(any(_may_be_word(word, other) for other in more) for word in fewer)


def _may_be_word(word: str, other: str) -> bool:
    shorter, longer = sorted((word.rstrip("."), other.rstrip(".")), key=len)
    return shorter == longer or (len(shorter) == 1 and longer.startswith(shorter))


def digest(key: str) -> str:
    """SHA-256 of a key, in hex."""
    return sha256(key.encode(errors="surrogatepass")).hexdigest()


def _text(visitor: Mapping[str, Any], *spellings: str) -> str:
    return next((str(visitor[spelling]) for spelling in spellings if visitor.get(spelling)), "")
