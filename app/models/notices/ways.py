"""By which ways the server tells people what it is asked to tell them."""

from __future__ import annotations

from msgspec import Struct


class Ways(Struct, frozen=True):
    """`ours`: it is our own server, which tells those alone for whom somebody ticked that, and says whether it can. Of
    any other it is taken that it can."""

    ours: bool = False
    email: bool = True
    sms: bool = True
