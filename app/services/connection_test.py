"""Trying out a connection step by step, so that what fails can be named."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from app.api.sign_in.identity import Access, Identity
from app.errors import (
    FoyerError,
    NoAnswer,
    NotAddress,
    Refused,
    SignInFault,
    SignInNeeded,
    SignInRefused,
    Step,
    StepFailed,
    Unreachable,
)
from app.models.objects.ticket_query import TicketQuery
from app.settings import Settings

if TYPE_CHECKING:
    from app.api.api import Api

ApiOpener = Callable[[Settings, Access], Awaitable["Api"]]
"""Makes the API of the server that the settings name. Raises NotAddress."""


async def site_name(opener: ApiOpener, settings: Settings, token: str, identity: Identity | None, today: date) -> str:
    """Asks that server for today's meetings, with `token`, or with one that it gives for `identity` and that it is
    asked to revoke afterwards. Gives the site's name, or "" when the answer names none.

    Raises NotAddress, and StepFailed for what stands in the way.
    """
    if identity is None:
        return await _listed(opener, settings, token, today)
    async with _signed_in(opener, settings, identity) as new_token:
        try:
            return await _listed(opener, settings, new_token, today)
        except StepFailed as failed:
            raise _after_sign_in(failed) from failed


def _after_sign_in(failed: StepFailed) -> StepFailed:
    """The server was reached by then, and gave that token."""
    if isinstance(failed.error, SignInNeeded):
        return StepFailed(Step.TOKEN, SignInRefused(failed.error.status, fault=SignInFault.TOKEN_NOT_TAKEN))
    return StepFailed(Step.LIST, failed.error) if failed.step is Step.REACH else failed


@asynccontextmanager
async def _signed_in(opener: ApiOpener, settings: Settings, identity: Identity) -> AsyncIterator[str]:
    api = await opener(settings, Access())
    try:
        with _step(Step.TOKEN):
            token = await api.oauth.token(identity)
        try:
            with _step(Step.AUDIENCE):
                await api.oauth.verify(token, identity.client_id)
            yield token
        finally:
            await _revoked(api, token)
    finally:
        await api.close()


async def _revoked(api: Api, token: str) -> None:
    try:
        await api.oauth.revoke(token)
    except FoyerError:
        return  # it was good for a test, and ends by itself


async def _listed(opener: ApiOpener, settings: Settings, token: str, today: date) -> str:
    from app.models.objects.meeting import Meeting
    from app.models.objects.reading import Reader

    api = await opener(settings, Access(token))
    try:
        with _step(Step.LIST):
            listed = await api.meetings.between(today, today)
            meetings = Reader(Meeting, "meeting").read(listed.pieces[:1]).items
            company = meetings[0].company if meetings else None
            if company is None:
                (await api.tickets.page(TicketQuery(page_size=1))).page()
            return company.name if company else ""
    finally:
        await api.close()


@contextmanager
def _step(step: Step) -> Iterator[None]:
    """What fails within it is that step's failure, but for what says better where it lies."""
    try:
        yield
    except NotAddress:
        raise
    except FoyerError as error:
        raise StepFailed(_step_of(error, step), error) from error


def _step_of(error: FoyerError, step: Step) -> Step:
    match error:
        case Unreachable() | NoAnswer() if step is not Step.AUDIENCE:
            return Step.REACH
        case SignInNeeded() if step is Step.LIST:
            return Step.TOKEN
        case Refused() if step is Step.LIST:
            return Step.COMPANY
        case _:
            return step
