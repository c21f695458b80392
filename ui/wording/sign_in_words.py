"""Why a user can't be signed in, and at which step a connection that was tried out failed."""

from __future__ import annotations

from app.errors import FoyerError, SignInFault, SignInRefused, Step

_FAULTS = {
    SignInFault.INVALID_CLIENT: "The server does not know this client ID, or knows it with another secret.",
    SignInFault.INVALID_GRANT: "The server does not take this user name and password.",
    SignInFault.UNAUTHORIZED_CLIENT: "This client ID may not sign in users: ask whoever gave it out.",
    SignInFault.UNSUPPORTED_GRANT_TYPE: "This server signs in nobody by a password: use an access token.",
    SignInFault.INVALID_REQUEST: "The server misses something in the sign-in.",
    SignInFault.INVALID_TOKEN: "The server gave a token and then did not know it.",
    SignInFault.WRONG_AUDIENCE: "The server gave a token that is for another client ID.",
    SignInFault.TOKEN_NOT_TAKEN: "The server gave a token, and its other calls do not take it.",
    SignInFault.NOT_OFFERED: "This server has no sign-in with a user: use an access token.",
    SignInFault.NOTHING_KEPT: "Nobody is signed in.",
    SignInFault.OTHER: "The server does not sign this user in.",
}

_STEPS = {
    Step.REACH: "",
    Step.TOKEN: "The server was reached, but signing in failed.",
    Step.AUDIENCE: "The server was reached and gave a token, but it could not be verified.",
    Step.COMPANY: "The server was reached, but it does not open this company.",
    Step.LIST: "The server was reached, but the visitor list could not be read.",
}

_BESIDE = {
    SignInFault.INVALID_CLIENT: ("client_id", "client_secret"),
    SignInFault.INVALID_GRANT: ("user_name", "user_password"),
    SignInFault.UNAUTHORIZED_CLIENT: ("client_id",),
    SignInFault.WRONG_AUDIENCE: ("client_id",),
}
"""The fields of *Settings*, by the names of their settings, in which the fault may be mended."""

_FIELDS = {
    "client_id": "The server does not take this client ID.",
    "client_secret": "Or not with this secret.",
    "user_name": "The server does not take this user name.",
    "user_password": "Or not with this password.",
}


def fault_words(error: SignInRefused) -> str:
    """What is wrong. The server's own words follow."""
    return said_by_server(_FAULTS[error.fault], error.words)


def sign_in_words(error: SignInRefused) -> str:
    """The same, and where it can be mended."""
    return said_by_server(f"{_FAULTS[error.fault]} Sign in again in Settings.", error.words)


def step_words(step: Step, words: str) -> str:
    """How far the trying out came, and `words` for what stood in the way."""
    return f"{_STEPS[step]} {words}".strip()


def sign_in_complaints(error: FoyerError) -> dict[str, str]:
    """What stands beside the fields of *Settings*, by the names of their settings."""
    if not isinstance(error, SignInRefused):
        return {}
    return {name: _FIELDS[name] for name in _BESIDE.get(error.fault, ())}


def signed_out_words(refusal: FoyerError | None) -> str:
    """`refusal` is why the server did not revoke the token, None when it did."""
    if refusal is None:
        return "Signed out."
    return "Signed out here. The server could not be told: what it gave this desk ends by itself, within a day."


def said_by_server(sentence: str, words: str) -> str:
    """The server's own words become a sentence too, so that another can follow."""
    if not words:
        return sentence
    return f"{sentence} It says: {words}{'' if words[-1] in '.!?…' else '.'}"
