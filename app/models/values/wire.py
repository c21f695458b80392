"""How the API's JSON becomes objects: the one lenient reading that every model shares.

The API writes absence as null, as "" or by leaving the attribute out, and flags as true, 1 or "1". Here text that is
absent is "", a list that is absent is (), anything else that is absent is None, and a flag is a bool.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, model_validator
from pydantic.alias_generators import to_camel

from app.models.values.json_fields import flag_of
from app.models.values.time_stamps import moment_in


class Received(BaseModel):
    """An object as a server sent it. `object` is the API's own name for its kind."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=to_camel,
        populate_by_name=True,
        coerce_numbers_to_str=True,
        defer_build=True,
        hide_input_in_errors=True,  # the input is personal data, errors end in the log
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_absent(cls, value: Any) -> Any:
        """Null and the empty text are the same as no attribute at all, so every field needs one default only."""
        if isinstance(value, dict):
            return {key: _present(item) for key, item in value.items() if item is not None and item != ""}
        return value


def _present(value: Any) -> Any:
    return [item for item in value if item is not None and item != ""] if isinstance(value, list) else value


def _moment(value: Any, info: ValidationInfo) -> datetime:
    moment = _stamp(value, info)
    if moment is None:
        raise ValueError("not a time stamp")
    return moment


def _stamp(value: Any, info: ValidationInfo) -> datetime | None:
    """A time stamp without an offset is read in the zone that the context names, else as UTC, so that moments can
    always be compared."""
    return moment_in(value, (info.context or {}).get("zone", UTC))


def _count(value: Any) -> int:
    """Of what is no count, 0: nothing that a server adds of its own costs anybody a row."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A point in time, always aware of its offset."""

Stamp = Annotated[datetime | None, BeforeValidator(_stamp)]
"""A moment that nothing depends on: one that can't be read, such as 0000-00-00, is absent and costs nobody a row."""

Revision = Annotated[int, BeforeValidator(_count)]
"""Our own desk server's count of the changes of an object, 0 where a server tells none."""

Flag = Annotated[bool, BeforeValidator(flag_of)]
