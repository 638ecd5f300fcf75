"""What goes over the wire, against servers on this machine."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from ipaddress import ip_address
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from tests.ledger.reminders.far import Got, Platform, Post, mail_server, platform
from wuze.ledger.reminders.enums import ChannelKind as K
from wuze.ledger.reminders.rules import PATHS, Robot
from wuze.ledger.reminders.wire import mail, robots
from wuze.ledger.reminders.wire.post import Failed, allowed, post
from wuze.ledger.reminders.wire.verdict import SENT, Verdict

AT = datetime(2026, 11, 24, 8, 35, 1, 250_000, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = "【五责提醒】石桥镇：2件"
JSON = "application/json; charset=utf-8"


@pytest.fixture
def far() -> Iterator[Platform]:
    with platform() as told:
        yield told


def signed(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def say(kind: K, far: Platform, secret: str = "") -> Verdict:
    return robots.send(kind, Robot(far.base + PATHS[kind][0], "token-1"), secret, TEXT, at=AT, local=True)


def test_dingtalk_signs_the_address(far: Platform) -> None:
    assert say(K.DINGTALK, far, "SECkey") == SENT
    moment = "1795480501250"
    terms = {"access_token": "token-1", "timestamp": moment, "sign": signed("SECkey", f"{moment}\nSECkey")}
    assert far.got == [Got("POST", "/robot/send", terms, JSON, {"msgtype": "text", "text": {"content": TEXT}})]


def test_dingtalk_without_a_secret_has_a_token_only(far: Platform) -> None:
    assert say(K.DINGTALK, far) == SENT
    assert far.got[0].terms == {"access_token": "token-1"}


def test_wecom_has_a_key(far: Platform) -> None:
    assert say(K.WECOM, far, "ignored") == SENT
    document = {"msgtype": "text", "text": {"content": TEXT}}
    assert far.got == [Got("POST", "/cgi-bin/webhook/send", {"key": "token-1"}, JSON, document)]


def test_feishu_signs_the_body_with_an_empty_message(far: Platform) -> None:
    assert say(K.FEISHU, far, "feishu-key") == SENT
    document = {
        "msg_type": "text", "content": {"text": TEXT}, "timestamp": "1795480501", "sign": signed("1795480501\nfeishu-key", ""),
    }  # fmt: skip
    assert far.got == [Got("POST", "/open-apis/bot/v2/hook/token-1", {}, JSON, document)]


def test_feishu_without_a_secret(far: Platform) -> None:
    assert say(K.FEISHU, far) == SENT
    assert far.got[0].document == {"msg_type": "text", "content": {"text": TEXT}}


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        (K.DINGTALK, b'{"errcode":310000,"errmsg":"sign not match"}', "安全设置没有通过：查加签密钥、关键词（可设“五责”）、IP段（代码310000）。"),
        (K.WECOM, b'{"errcode":93000,"errmsg":"invalid webhook url"}', "地址不对，机器人可能删了：重新复制Webhook地址（代码93000）。"),
        (K.FEISHU, b'{"code":19021,"msg":"sign match fail"}', "签名没有通过：查签名密钥和服务器的时间（代码19021）。"),
        (K.FEISHU, b'{"code":5,"msg":"<script>"}', "对方没有收（代码5）。"),
        (K.FEISHU, b'{"errcode":0}', "对方答的不像飞书群机器人，查地址填得对不对。"),
        (K.WECOM, b"<html>login</html>", "对方答的不像企业微信群机器人，查地址填得对不对。"),
        (K.WECOM, b"[0]", "对方答的不像企业微信群机器人，查地址填得对不对。"),
        (K.WECOM, b'{"errcode":false}', "对方答的不像企业微信群机器人，查地址填得对不对。"),
        (K.WECOM, b"[" * 100_000, "对方答的不像企业微信群机器人，查地址填得对不对。"),
    ],
)  # fmt: skip
def test_what_the_platform_refuses_is_told_in_our_words(far: Platform, kind: K, body: bytes, why: str) -> None:
    far.body = body
    assert say(kind, far) == Verdict("refused", why)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (500, Verdict("refused", "对方没有收（500）。")),
        (404, Verdict("refused", "对方没有收（404）。")),
        (429, Verdict("refused", "对方没有收（429）。")),
        (502, Verdict("unsure", "对方的网关没有答清楚（502），到没到不清楚。")),
        (504, Verdict("unsure", "对方的网关没有答清楚（504），到没到不清楚。")),
    ],
)
def test_statuses(far: Platform, status: int, verdict: Verdict) -> None:
    far.status = status
    assert say(K.DINGTALK, far) == verdict


def test_no_redirect_is_followed(far: Platform) -> None:
    with platform() as other:
        far.status, far.headers = 307, {"Location": other.base}
        assert say(K.DINGTALK, far) == Verdict("refused", "对方要转到别处（307），没有跟去。请填最后的地址。")
        assert other.got == []


def test_a_line_that_breaks_is_no_refusal(far: Platform) -> None:
    far.cut = True
    assert say(K.DINGTALK, far).kind == "unsure"
    assert len(far.got) == 1


def test_who_answers_too_slowly_does_not_hold_us(far: Platform) -> None:
    far.drip, far.body = 0.1, b" " * 100
    with pytest.raises(Failed) as error:
        post(far.base + "/x", {}, local=True, seconds=0.5)
    assert error.value.verdict == Verdict("unsure", "发出去了，对方没有答完（TimeoutError），到没到不清楚。")


def test_nobody_there(far: Platform) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        robot = Robot(f"http://127.0.0.1:{taken.getsockname()[1]}/robot/send", "abcd")
        verdict = robots.send(K.DINGTALK, robot, "", TEXT, at=AT, local=True)
    assert verdict == Verdict("refused", "连不上127.0.0.1：对方拒绝或网络不通。")


def test_no_such_host() -> None:
    robot = Robot("https://group.qinglan.invalid/robot/send", "abcd")
    verdict = robots.send(K.DINGTALK, robot, "", TEXT, at=AT, local=True)
    assert verdict == Verdict("refused", "找不到主机group.qinglan.invalid。查地址和服务器的域名解析。")


def test_what_speaks_no_tls_gets_no_token(far: Platform) -> None:
    robot = Robot(far.base.replace("http:", "https:") + "/robot/send", "abcd")
    verdict = robots.send(K.DINGTALK, robot, "", TEXT, at=AT, local=True)
    assert verdict == Verdict("refused", "127.0.0.1的证书没有通过，没有发。")
    assert far.got == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_not_to_this_machine_unless_the_operator_says_so(far: Platform, host: str) -> None:
    robot = Robot(f"{far.base.replace('127.0.0.1', host)}/robot/send", "abcd")
    verdict = robots.send(K.DINGTALK, robot, "", TEXT, at=AT, local=False)
    assert verdict == Verdict("refused", "地址指向本机或不能发往的地方，没有发。")
    assert far.got == []


@pytest.mark.parametrize(
    "place",
    ["169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "::", "::ffff:169.254.169.254", "240.0.0.1"],  # noqa: S104 - a place of the table
)
def test_places_nothing_is_ever_sent_to(place: str) -> None:
    assert not allowed(ip_address(place), local=True)


@pytest.mark.parametrize(
    ("place", "local", "may"),
    [("10.0.0.8", False, True), ("8.8.8.8", False, True), ("::ffff:127.0.0.1", False, False), ("::1", True, True)],
)
def test_places_that_depend(place: str, local: bool, may: bool) -> None:
    assert allowed(ip_address(place), local=local) is may


# --- e-mail -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def server(settings: Settings) -> Iterator[Post]:
    with mail_server() as told:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL = "127.0.0.1", told.port, True
        settings.DEFAULT_FROM_EMAIL, settings.EMAIL_TIMEOUT = "wuze@qinglan.example", 2
        yield told


def test_an_e_mail_goes_to_all_mailboxes(server: Post) -> None:
    assert mail.send(["a@x.cn", "b@y.cn"], "五责提醒：11月24日", TEXT) == SENT
    ((to, raw),) = server.took
    letter = message_from_bytes(raw.encode())
    assert to == ["a@x.cn", "b@y.cn"]
    assert str(make_header(decode_header(letter["Subject"]))) == "五责提醒：11月24日"
    assert letter["From"] == "wuze@qinglan.example"
    assert bytes(letter.get_payload(decode=True)).decode().strip() == TEXT


def test_mailboxes_that_nobody_knows(server: Post) -> None:
    server.unknown = True
    assert mail.send(["a@x.cn"], "x", TEXT) == Verdict("refused", "收件地址都被退了，查地址。")


def test_a_server_that_is_full(server: Post) -> None:
    server.full = True
    assert mail.send(["a@x.cn"], "x", TEXT) == Verdict("refused", "邮件服务器没有收（452）。")


def test_a_server_that_dies(server: Post) -> None:
    server.dies = True
    assert mail.send(["a@x.cn"], "x", TEXT) == Verdict("unsure", "邮件服务器没有答完，到没到不清楚。")


def test_a_server_that_is_away(server: Post, settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        assert mail.send(["a@x.cn"], "x", TEXT) == Verdict("refused", "连不上邮件服务器，或它不让本站登录。")


def test_a_server_that_wants_a_login_we_do_not_have(server: Post, settings: Settings) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "name", "word"
    assert mail.send(["a@x.cn"], "x", TEXT) == Verdict("refused", "连不上邮件服务器，或它不让本站登录。")
    assert server.took == []


def test_without_a_server_nothing_is_sent(settings: Settings) -> None:
    settings.MAIL = False
    assert mail.send(["a@x.cn"], "x", TEXT) == Verdict("refused", "本站没有配邮件服务器，请系统管理员设WUZE_MAIL。")
