"""Small secrets as they may lie in a table: encrypted under a key for one purpose, bound to the row they belong to."""

from __future__ import annotations

import base64
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


def key(purpose: str) -> bytes:
    """A key of its own for each purpose, from the installation's secret."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(settings.SECRET_KEY.encode())


def seal(purpose: str, secret: bytes, bound: str) -> str:
    """Encrypted; ``bound`` says whose it is, so that a copy in another row opens nothing."""
    nonce = token_bytes(NONCE)
    closed = AESGCM(key(purpose)).encrypt(nonce, secret, bound.encode())
    return base64.urlsafe_b64encode(nonce + closed).decode()


def unseal(purpose: str, text: str, bound: str) -> bytes | None:
    """The secret again; None for anything that is not this row's own."""
    try:
        data = base64.urlsafe_b64decode(text.encode())
        return AESGCM(key(purpose)).decrypt(data[:NONCE], data[NONCE:], bound.encode())
    except (ValueError, InvalidTag):
        return None
