"""A fresh link as it is handed over: the address, its QR code, and words to send."""

from __future__ import annotations

from dataclasses import dataclass

import segno

from wuze.accounts.links import tasks
from wuze.accounts.models import OneTimeLink
from wuze.kernel.web.templatetags.wuze import cn_moment

QUIET = 3
"""Empty modules around the code, so that a phone finds it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as one path over a square of ``side`` modules."""

    side: int
    path: str


@dataclass(frozen=True, slots=True)
class Handed:
    """What the page shows once."""

    url: str
    code: Code
    text: str


def qr(url: str) -> Code:
    """One rectangle a dark module; the template draws it."""
    rows = segno.make(url, error="m", micro=False).matrix
    dark = ((x, y) for y, row in enumerate(rows, QUIET) for x, bit in enumerate(row, QUIET) if bit)
    return Code(len(rows) + 2 * QUIET, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))


def handed(link: OneTimeLink, url: str) -> Handed:
    """Units and the matter only: the text passes through a chat group."""
    task = tasks.get(link.task)
    text = (
        f"{link.unit_label}：请{task.label}，约{task.minutes}分钟，不用账号，用手机点开就能填。"
        f"{cn_moment(link.expires_at)}前有效，只能用一次，请不要转发。\n{url}"
    )
    return Handed(url, qr(url), text)
