"""How the API's JSON becomes objects: the one lenient reading that every model shares.

The API writes absence as null, as "" or by leaving the attribute out, and flags as true, 1 or "1". Here text that is
absent is "", a list that is absent is (), anything else that is absent is None, and a flag is a bool.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic.alias_generators import to_camel


class Received(BaseModel):
    """An object as a server sent it. `object` is the API's own name for its kind."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=to_camel,
        populate_by_name=True,
        coerce_numbers_to_str=True,
        defer_build=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_absent(cls, value: Any) -> Any:
        """Null and the empty text are the same as no attribute at all, so every field needs one default only."""
        if isinstance(value, dict):
            return {key: _without_nulls(item) for key, item in value.items() if item is not None and item != ""}
        return value


def _without_nulls(value: Any) -> Any:
    return [item for item in value if item is not None] if isinstance(value, list) else value


def _moment(value: Any) -> Any:
    """A time stamp without an offset is read as UTC, so that moments can always be compared."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value.replace("Z", "+00:00"))
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def _flag(value: Any) -> Any:
    """Flags come as booleans, 0 and 1, "0" and "1"."""
    return value.strip().lower() in {"1", "true", "yes"} if isinstance(value, str) else bool(value)


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A point in time, always aware of its offset."""

Flag = Annotated[bool, BeforeValidator(_flag)]
