"""The group robots of three platforms, each as its public manual has it: how a text is put, signed and answered.

DingTalk  POST base?access_token=…&timestamp=ms&sign=…   sign = base64(HMAC-SHA256(key=secret, "ms\\nsecret"))
WeCom     POST base?key=…                                no signature; 2048 bytes of text
Feishu    POST base/token                                timestamp in s and sign in the body;
                                                         sign = base64(HMAC-SHA256(key="s\\nsecret", ""))
All answer 200 with a number in JSON: 0 is done (``errcode``; Feishu ``code``).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode

from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.rules import Robot
from wuze.ledger.reminders.wire.post import Answer, Failed, post
from wuze.ledger.reminders.wire.verdict import SENT, Verdict

UNSURE_STATUS = {502, 504}
"""A gateway that cannot say what became of it."""

KNOWN = {
    (ChannelKind.DINGTALK, 300001): "令牌不对，机器人可能删了：重新复制Webhook地址",
    (ChannelKind.DINGTALK, 310000): "安全设置没有通过：查加签密钥、关键词（可设“五责”）、IP段",
    (ChannelKind.DINGTALK, 130101): "发得太快，被限流",
    (ChannelKind.WECOM, 93000): "地址不对，机器人可能删了：重新复制Webhook地址",
    (ChannelKind.WECOM, 45009): "发得太快，被限流",
    (ChannelKind.FEISHU, 19001): "地址不对，机器人可能删了：重新复制Webhook地址",
    (ChannelKind.FEISHU, 19021): "签名没有通过：查签名密钥和服务器的时间",
    (ChannelKind.FEISHU, 19022): "IP不在白名单里",
    (ChannelKind.FEISHU, 19024): "没有对方要的关键词：可设“五责”",
    (ChannelKind.FEISHU, 11232): "发得太快，被限流",
    (ChannelKind.FEISHU, 9499): "对方不认这条消息的格式",
}


def send(kind: str, robot: Robot, secret: str, text: str, *, at: datetime, local: bool) -> Verdict:
    """One text to one group."""
    url, document = put(kind, robot, secret, text, at)
    try:
        answer = post(url, document, local=local)
    except Failed as error:
        return error.verdict
    return judged(kind, answer)


def put(kind: str, robot: Robot, secret: str, text: str, at: datetime) -> tuple[str, dict[str, object]]:
    """Where to, and the document."""
    if kind == ChannelKind.FEISHU:
        document: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
        if secret:
            moment = str(int(at.timestamp()))
            document |= {"timestamp": moment, "sign": _signed(f"{moment}\n{secret}", "")}
        return f"{robot.base}/{robot.token}", document
    document = {"msgtype": "text", "text": {"content": text}}
    if kind == ChannelKind.WECOM:
        return f"{robot.base}?{urlencode({'key': robot.token})}", document
    terms = {"access_token": robot.token}
    if secret:
        moment = str(int(at.timestamp() * 1000))
        terms |= {"timestamp": moment, "sign": _signed(secret, f"{moment}\n{secret}")}
    return f"{robot.base}?{urlencode(terms)}", document


def _signed(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def judged(kind: str, answer: Answer) -> Verdict:
    """What the platform said. Its own words are not shown: they come from outside."""
    status, body = answer
    if status in UNSURE_STATUS:
        return Verdict("unsure", f"对方的网关没有答清楚（{status}），到没到不清楚。")
    if 300 <= status < 400:
        return Verdict("refused", f"对方要转到别处（{status}），没有跟去。请填最后的地址。")
    if status != 200:
        return Verdict("refused", f"对方没有收（{status}）。")
    number = _number(body, "code" if kind == ChannelKind.FEISHU else "errcode")
    if number is None:
        return Verdict("refused", f"对方答的不像{ChannelKind(kind).label}，查地址填得对不对。")
    if number == 0:
        return SENT
    return Verdict("refused", f"{KNOWN.get((ChannelKind(kind), number), '对方没有收')}（代码{number}）。")


def _number(body: bytes, name: str) -> int | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = found.get(name) if isinstance(found, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None
