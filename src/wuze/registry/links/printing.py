"""A fresh link as it is handed over: the address, its QR code, and words to send."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

from wuze.accounts.links import tasks
from wuze.accounts.models import OneTimeLink
from wuze.kernel.web.templatetags.wuze import cn_moment


@dataclass(frozen=True, slots=True)
class Handed:
    """What the page shows once."""

    url: str
    code: SafeString
    text: str


def qr(url: str) -> SafeString:
    """An SVG without style, in this page; nothing of it comes from a person but the address, which segno encodes."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, scale=5, border=3, svgclass="wz-qr", lineclass=None, omitsize=False
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn by segno from modules, no text inside


def handed(link: OneTimeLink, url: str) -> Handed:
    """Units and the matter only: the text passes through a chat group."""
    task = tasks.get(link.task)
    text = (
        f"{link.unit_label}：请{task.label}，约{task.minutes}分钟，不用账号，用手机点开就能填。"
        f"{cn_moment(link.expires_at)}前有效，只能用一次，请不要转发。\n{url}"
    )
    return Handed(url, qr(url), text)
