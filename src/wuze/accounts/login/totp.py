"""One-time codes by time (RFC 6238) and recovery codes. Computation is ``cryptography``'s; here is what may not repeat."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from secrets import choice, compare_digest, token_bytes
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from wuze.accounts import sealing
from wuze.kernel.web.qr import Code, qr

PERIOD = 30
DIGITS = 6
SECRET_BYTES = 20
"""160 bits, as RFC 4226 recommends (SEC-44)."""

PURPOSE = "accounts.factor"
TRIES = 5
BLOCKED_MINUTES = 30
CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters that are taken for one another."""

CODE_LENGTH = 12


def new_secret() -> bytes:
    """A fresh secret."""
    return token_bytes(SECRET_BYTES)


def seal(secret: bytes, user: int) -> str:
    """The secret as it may lie in a table or in a form: encrypted, bound to the account."""
    return sealing.seal(PURPOSE, secret, str(user))


def unseal(text: str, user: int) -> bytes | None:
    """The secret again; None for anything that is not this account's own."""
    return sealing.unseal(PURPOSE, text, str(user))


def matching_step(secret: bytes, code: str, now: int, after: int) -> int | None:
    """The step this code belongs to, one to either side of now; only steps later than ``after``, so no code twice."""
    digits = "".join(code.split())
    hotp = HOTP(secret, DIGITS, SHA1())  # noqa: S303 - the algorithm every authenticator app speaks, as a keyed hash
    here = now // PERIOD
    for step in (here - 1, here, here + 1):
        if step > after and compare_digest(hotp.generate(step), digits.encode()):
            return step
    return None


def code_at(secret: bytes, now: int) -> str:
    """The code of a moment, as the phone shows it."""
    return HOTP(secret, DIGITS, SHA1()).generate(now // PERIOD).decode()  # noqa: S303 - as above


def typed(secret: bytes) -> str:
    """The secret in groups, for typing it into a phone."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture(secret: bytes, username: str, issuer: str) -> Code:
    """The QR code that an authenticator reads."""
    terms = {"secret": base64.b32encode(secret).decode(), "issuer": issuer}
    return qr(f"otpauth://totp/{quote(f'{issuer}:{username}')}?{urlencode(terms, quote_via=quote)}")


def new_codes() -> tuple[str, ...]:
    """Fresh recovery codes, for when the phone is lost."""
    return tuple(grouped("".join(choice(ALPHABET) for _ in range(CODE_LENGTH))) for _ in range(CODES))


def grouped(text: str) -> str:
    """In groups of four."""
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def digest(code: str, user: int) -> str:
    """A recovery code as it is kept."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hmac.new(sealing.key("accounts.codes"), f"{user}:{plain}".encode(), hashlib.sha256).hexdigest()


def without(codes: Sequence[str], code: str, user: int) -> list[str] | None:
    """The digests left after this code was used; None when it is not among them."""
    used = digest(code, user)
    left = [one for one in codes if not compare_digest(one, used)]
    return left if len(left) < len(codes) else None
