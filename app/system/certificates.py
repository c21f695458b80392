"""Whose certificates are trusted: those that this system trusts, a company's own CA among them, for the API and for
mail alike."""

from __future__ import annotations

import os
import re
import ssl
import sys
from enum import Enum
from pathlib import Path

from app.errors import ConnectionFault

FILE, FOLDERS = "SSL_CERT_FILE", "SSL_CERT_DIR"
"""The variables that name a file of trusted certificates, and folders of them: OpenSSL's own."""

ELSEWHERE = ("/etc/ssl/cert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/pki/tls/cert.pem")
"""Where Linux systems keep theirs whose OpenSSL isn't the one that Foyer was built with."""

_HASHED = re.compile(r"[0-9a-f]{8}\.[0-9]+")


class CertificateFault(Enum):
    """What is wrong with one, by the codes of OpenSSL, of Windows and of macOS."""

    UNTRUSTED = frozenset({2, 18, 19, 20, 21, 0x800B0109, 0x800B010A, -67843})
    OVER = frozenset({10, 0x800B0101, -67818})
    NOT_YET = frozenset({9, -67819})
    OTHER_NAME = frozenset({62, 64, 0x800B010F, -67602})
    REVOKED = frozenset({23, 0x800B010C, -67820})


def trusted_certificates() -> ssl.SSLContext:
    """Reads what the system trusts, and what SSL_CERT_FILE and SSL_CERT_DIR name: 0.1 s, so it is for a thread. Raises
    ConnectionFault, which names the variable, when one of them can't be used."""
    if sys.platform == "linux":
        context = _of_openssl()
    else:
        import truststore  # on Linux it reads all of them again at each connection, on the loop

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if sys.version_info >= (3, 13):
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # systems aren't that strict with a company's own CA
    _add_named(context)
    return context


def certificate_words(error: ssl.SSLCertVerificationError, owner: str) -> str:
    """Two sentences: what is wrong with the certificate of `owner`, and what IT can do."""
    code = error.verify_code & 0xFFFFFFFF if error.verify_code > 0 else error.verify_code
    fault = next((one for one in CertificateFault if code in one.value), None)
    match fault:
        case CertificateFault.UNTRUSTED:
            return (
                f"The certificate of {owner} comes from an issuer that this PC does not trust. IT can add the"
                " certificate of that issuer, such as the company's own CA, to those that this PC trusts."
            )
        case CertificateFault.OVER:
            return (
                f"The certificate of {owner} has expired, or the clock of this PC is wrong."
                " IT can renew the certificate, or set the clock."
            )
        case CertificateFault.NOT_YET:
            return (
                f"The certificate of {owner} is not valid yet, or the clock of this PC is wrong."
                " IT can set the clock, or see from when the certificate is valid."
            )
        case CertificateFault.OTHER_NAME:
            return (
                f"The certificate of {owner} is made out to another name. IT can see whether the address is the"
                " right one, and have a certificate made out to this name."
            )
        case CertificateFault.REVOKED:
            return f"The certificate of {owner} was revoked. IT can replace it."
        case None:
            why = error.verify_message.strip().rstrip(".")
            return f"The certificate of {owner} can't be trusted: {why}. IT can replace it."


def verification_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """The one that `error` came of; None when it is about no certificate."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, ssl.SSLCertVerificationError):
        seen = seen.__cause__ or seen.__context__
    return seen


def _of_openssl() -> ssl.SSLContext:
    context = ssl.create_default_context()
    folder = ssl.get_default_verify_paths().capath
    if not context.cert_store_stats()["x509_ca"] and not (folder and _has_certificates(Path(folder))):
        for file in ELSEWHERE:
            if os.path.isfile(file):
                context.load_verify_locations(cafile=file)
                break
    return context


def _has_certificates(folder: Path) -> bool:
    return any(_HASHED.fullmatch(name) for name in os.listdir(folder))


def _add_named(context: ssl.SSLContext) -> None:
    """OpenSSL passes over in silence what isn't there, and Windows and macOS know nothing of these variables."""
    file = os.environ.get(FILE, "")
    if file:
        try:
            context.load_verify_locations(cafile=file)
        except ssl.SSLError as error:
            raise ConnectionFault(_no_use(FILE, f"{file}, which holds no certificates")) from error
        except OSError as error:
            raise ConnectionFault(_no_use(FILE, f"{file}, which can't be read: {error.strerror}")) from error
    folders = [folder for folder in os.environ.get(FOLDERS, "").split(os.pathsep) if folder]
    if folders and not any(map(os.path.isdir, folders)):
        raise ConnectionFault(_no_use(FOLDERS, f"{os.pathsep.join(folders)}, which is no folder"))
    for folder in filter(os.path.isdir, folders):
        context.load_verify_locations(capath=folder)


def _no_use(variable: str, what: str) -> str:
    return f"The variable {variable} names {what}. IT can set it right, or take it away."
