"""What is said at the desk of the terms that a visitor signed."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.models.terms import Signature
from app.services.site import Site
from ui.wording.dates import time_words


def signed_words(signature: Signature, site: Site) -> str:
    """ "Terms signed 09:51 (English, version 3f2a…)"."""
    text = signature.signed.text
    return f"Terms {_how(signature, site)} ({_language(text.language)}, version {text.version[:4]}…)"


def signed_in_full(signature: Signature, site: Site) -> str:
    """ "Signed 09:51. English, version 3f2a9c01b7d4."."""
    text = signature.signed.text
    how = _how(signature, site)
    return f"{how[0].upper()}{how[1:]}. {_language(text.language)}, version {text.version}."


def _how(signature: Signature, site: Site) -> str:
    when = time_words(site.local(signature.at), site.today())
    return f"agreed to by a button {when}" if signature.signed.by_button else f"signed {when}"


def _language(code: str) -> str:
    """ "French"; a code that nobody knows stays as it is."""
    language = QLocale(code).language()
    return code if language is QLocale.Language.C else QLocale.languageToString(language)
