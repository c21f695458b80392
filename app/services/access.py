"""What the calls of a connection are authorized by: an access token, or a user who signs in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from app.api.sign_in.identity import Access, Identity
from app.settings import Settings
from app.system.credentials import Credentials


class Typed(Struct, frozen=True):
    """What was typed into *Settings* and is a secret. "" stands for what is kept. `notify_secrets` are those of other
    ways than mail, by name."""

    token: str = ""
    client_secret: str = ""
    user_password: str = ""
    mail_password: str = ""
    notify_secrets: Mapping[str, str] = {}


NOTHING_TYPED = Typed()


async def access_of(settings: Settings, credentials: Credentials) -> Access:
    """What is kept for the server that the settings name. FOYER_TOKEN comes before a user."""
    if not settings.signs_in or credentials.environment_token:
        return Access(await credentials.token(settings.server, settings.company_id))
    server, client, user = settings.server, settings.client_id, settings.user_name
    return Access(
        await credentials.user_token(server, client, user),
        partial(identity_of, settings, credentials),
        partial(credentials.keep_user_token, server, client, user),
    )


async def identity_of(settings: Settings, credentials: Credentials, typed: Typed = NOTHING_TYPED) -> Identity:
    """Who signs in by these settings. What is neither typed nor kept is ""."""
    return Identity(
        settings.client_id,
        typed.client_secret or await credentials.client_secret(settings.server, settings.client_id),
        settings.user_name,
        typed.user_password or await credentials.user_password(settings.server, settings.user_name),
    )
