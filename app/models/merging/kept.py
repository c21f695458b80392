"""What the file holds of an operation."""

from __future__ import annotations

from typing import Self

import msgspec
from msgspec import Struct

from app.models.drafts import Body


class Kept(Struct, frozen=True, omit_defaults=True):
    """It is kept as plain JSON."""

    @classmethod
    def of(cls, body: Body) -> Self:
        """What `body` holds. Raises ValueError when it isn't one of `body()`."""
        try:
            return msgspec.convert(body, cls)
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error

    def body(self) -> Body:
        """What is kept of it, as plain JSON."""
        body: Body = msgspec.to_builtins(self)
        return body
