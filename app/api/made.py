"""What a 2xx says of what the server made of a write.

It means that the server has it, whatever its body holds: the whole thing, as the API promises; or nothing, an id, or
another object. A web page means nothing: something in between may have answered.
"""

from __future__ import annotations

import codecs
from typing import Any
from urllib.parse import unquote, urlsplit

from app.api.answers import Model, read_object, unlike
from app.api.client import Reply
from app.api.wire.failures import reason
from app.errors import Unreadable
from app.models.objects.reading import Reader
from app.models.operations import Made
from app.models.values.json_fields import object_in


def made_in(reply: Reply, reader: Reader[Model]) -> Made:
    """`reader` reads what was to be made. Raises Unreadable for a body that isn't JSON, or breaks off."""
    located = _located(reply.location, reader.kind)
    if not reply.body.strip():
        return Made(located)
    try:
        _, piece = read_object(reply.body, reader)
        return Made(_identity(object_in(piece), reader.kind), piece)
    except Unreadable:
        try:
            value = object_in(reply.body.removeprefix(codecs.BOM_UTF8))
        except ValueError:
            raise unlike(f"a {reader.kind}", reply.body) from None
        return Made(_identity(value, reader.kind) or located, words=reason(reply.body))


def _identity(value: Any, kind: str) -> str:
    """The id in an object of that kind, or of none; "" for another one's, or for another value."""
    if not isinstance(value, dict) or value.get("object", kind) not in (kind, None, ""):
        return ""
    identity = value.get("id")
    return str(identity) if isinstance(identity, str | int) and not isinstance(identity, bool) else ""


def _located(location: str, kind: str) -> str:
    """The id at the end of an address below the list of that kind, such as …/vm/meetings/M-9Q0; "" for another one."""
    *_, above, identity = ["", "", *urlsplit(location).path.rstrip("/").split("/")]
    return unquote(identity) if above in (kind, f"{kind}s") else ""
