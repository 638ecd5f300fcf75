"""A fresh link as it is handed over: the address, its QR code, and words to send."""

from __future__ import annotations

from dataclasses import dataclass

from wuze.accounts.links import tasks
from wuze.accounts.models import OneTimeLink
from wuze.kernel.web.qr import Code, qr
from wuze.kernel.web.templatetags.wuze import cn_moment


@dataclass(frozen=True, slots=True)
class Handed:
    """What the page shows once."""

    url: str
    code: Code
    text: str


def handed(link: OneTimeLink, url: str) -> Handed:
    """Units and the matter only: the text passes through a chat group."""
    task = tasks.get(link.task)
    text = (
        f"{link.unit_label}：请{task.label}，约{task.minutes}分钟，不用账号，用手机点开就能填。"
        f"{cn_moment(link.expires_at)}前有效，只能用一次，请不要转发。\n{url}"
    )
    return Handed(url, qr(url), text)
