"""A comment on a ticket, and that two tickets have to do with each other. Our own server knows the operation's id for a
month: told again, it is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Unreadable
from app.models.drafts import Body
from app.models.operations import SAID, Made
from app.services.outbox.senders.sender import Sender

if TYPE_CHECKING:
    from app.api.api import Api


async def _comment(api: Api, body: Body, operation: str) -> Made:
    return _whole(await api.tickets.comment(body["ticket"], {name: body[name] for name in SAID}, operation))


async def _relate(api: Api, body: Body, operation: str) -> Made:
    if body["ends"]:
        return _whole(await api.tickets.unrelate(body["ticket"], body["other"], operation))
    return _whole(await api.tickets.relate(body["ticket"], body["other"], operation, same=body["same"]))


def _whole(made: Made) -> Made:
    """Raises Unreadable when it isn't the whole ticket: told again, the server answers that."""
    if not made.piece:
        raise Unreadable("expected a ticket, the server sent something else")
    return made


COMMENT = Sender(_comment, search=None, repeatable=True, of_desk_server=True, tries=10)
RELATION = Sender(_relate, search=None, repeatable=True, of_desk_server=True, tries=10)
