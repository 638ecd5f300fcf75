"""Rules of channels: what an address must look like, what a message says, when it is tried again. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from wuze.ledger.reminders.enums import ChannelKind

HEAD = "五责提醒"
"""In every message, so that a robot that asks for a keyword can be given this one."""

FIRST = time(8, 35)
"""Not before office hours, and not on the hour, when the platforms are busiest."""

WAITS = (timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1), timedelta(hours=3))
"""How long until a message that was not taken is tried again; after the last it has failed."""

CUT_OFF = timedelta(minutes=5)
"""A message that is being sent for longer than this was cut off; no sending takes so long."""

MOST_UNITS = 30
"""Units named one by one in a message; of more, the branches are told together."""

MOST_TITLES = 8
"""Matters of one unit told by name; of more, only how many."""

KEPT = timedelta(days=180)
MOST_MAILS = 5
LONGEST_URL = 400
MOST_BYTES = {
    ChannelKind.WECOM: 2000, ChannelKind.DINGTALK: 15_000, ChannelKind.FEISHU: 15_000, ChannelKind.MAIL: 50_000,
}  # fmt: skip
"""A little less than each platform takes: 2048 bytes, 20 KB, 20 KB."""

PATHS = {
    ChannelKind.DINGTALK: ("/robot/send", "access_token"),
    ChannelKind.WECOM: ("/cgi-bin/webhook/send", "key"),
    ChannelKind.FEISHU: ("/open-apis/bot/v2/hook", ""),
}
"""How a robot's address ends, and the term that carries its token (Feishu's is the end of the path)."""

LOOKS = {
    ChannelKind.DINGTALK: "https://（主机）/robot/send?access_token=…",
    ChannelKind.WECOM: "https://（主机）/cgi-bin/webhook/send?key=…",
    ChannelKind.FEISHU: "https://（主机）/open-apis/bot/v2/hook/…",
}
TOKEN = re.compile(r"[A-Za-z0-9._-]{4,200}")
SECRET = re.compile(r"[!-~]{0,200}")
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,6}")


class Robot(NamedTuple):
    """A robot's address in parts: where it lives, and the token that lets us speak."""

    base: str
    token: str


def read_address(kind: str, text: str) -> Robot | str:
    """The parts of a robot's address as it is copied from the platform, or what is wrong with it."""
    looks = f"照群机器人页面上的Webhook地址整条粘贴，像{LOOKS[ChannelKind(kind)]}。"
    try:
        found = urlsplit(text.strip())
        host, port = found.hostname or "", found.port
    except ValueError:
        return looks
    if found.scheme not in {"http", "https"} or not host or found.username is not None or len(text) > LONGEST_URL:
        return looks
    if found.scheme == "http" and not is_inside(host):
        return "要用https：地址里的令牌不能明着出单位。http只能用于单位内网的IP地址。"
    end, term = PATHS[ChannelKind(kind)]
    if term:
        path, token = found.path, parse_qs(found.query).get(term, [""])[0]
    else:
        path, _, token = found.path.rpartition("/")
    if not path.endswith(end) or not TOKEN.fullmatch(token) or found.fragment:
        return looks
    shown = f"[{host}]" if ":" in host else host
    place = f"{shown}:{port}" if port else shown
    return Robot(f"{found.scheme}://{place}{path}", token)


def is_inside(host: str) -> bool:
    """An address of this office's own network, written as a number."""
    try:
        number = ip_address(host)
    except ValueError:
        return False
    return number.is_private and not number.is_link_local and not number.is_unspecified


def read_mails(text: str) -> list[str] | str:
    """Up to five addresses, by comma, blank or line; or what is wrong with them."""
    found = [one for one in re.split(r"[\s,，;；、]+", text) if one]
    if not found or len(found) > MOST_MAILS:
        return f"填1到{MOST_MAILS}个邮箱地址，用逗号隔开。"
    bad = next((one for one in found if not MAIL.fullmatch(one)), "")
    return f"“{bad[:40]}”不像邮箱地址。" if bad else found


def secret_fault(text: str) -> str:
    """Of a signing secret."""
    return "" if SECRET.fullmatch(text) else "密钥里只有英文字母、数字和符号，请重新复制。"


# --- when -------------------------------------------------------------------------------------------------------------


def first_at(now: datetime) -> datetime:
    """When today's message may go out; ``now`` in local time."""
    return max(now, now.replace(hour=FIRST.hour, minute=FIRST.minute, second=0, microsecond=0))


def again_at(tries: int, now: datetime) -> datetime | None:
    """When to try again what was not taken; None: it has failed."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


# --- what it says -----------------------------------------------------------------------------------------------------


def message(day: date, matters: Mapping[str, Sequence[tuple[str, str]]], *, titles: bool, most: int) -> str:
    """The day's message: by unit its matters, each with its light, or only how many. Units and matters, no persons.

    What does not fit into so many bytes is said as a number.
    """
    head = f"【{HEAD}】{day.month}月{day.day}日，以下单位有事临近节点或已超期："
    end = "请登录系统查看、办理；有困难请今天回话。"
    lines = [f"{number}. {unit}：{_said(found, titles)}" for number, (unit, found) in enumerate(matters.items(), 1)]
    text = "\n".join([head, *lines, end])
    if len(text.encode()) <= most:
        return text
    if titles:
        return message(day, matters, titles=False, most=most)
    while lines:
        lines.pop()
        rest = f"另有{len(matters) - len(lines)}个单位，请登录系统看全部。"
        text = "\n".join([head, *lines, rest, end])
        if len(text.encode()) <= most:
            break
    return text


def _said(found: Sequence[tuple[str, str]], titles: bool) -> str:
    if titles and len(found) <= MOST_TITLES:
        return "；".join(f"{title}（{words}）" for title, words in found)
    late = sum("超期" in words for _, words in found)
    return f"{len(found)}件，其中超期{late}件" if late else f"{len(found)}件"


def trial(name: str, day: date) -> str:
    """What a try says."""
    return f"【{HEAD}】{day.month}月{day.day}日试发：“{name}”接通了。以后每个工作日有提醒时发一条。"
