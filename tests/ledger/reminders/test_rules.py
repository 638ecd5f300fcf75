"""Addresses, times and texts of channels."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from wuze.ledger.reminders import rules
from wuze.ledger.reminders.enums import ChannelKind as K
from wuze.ledger.reminders.rules import Robot

DAY = date(2026, 11, 24)
TWO = {"石桥镇": [("党群服务点选址", "超期1天"), ("四季度覆盖情况表", "今天到期")], "云峰乡": [("台账补齐", "剩1天")]}


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (K.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=abc123", Robot("https://oapi.dingtalk.com/robot/send", "abc123")),
        (K.DINGTALK, " https://ding.gov.cn:8443/gate/robot/send?access_token=abcd ", Robot("https://ding.gov.cn:8443/gate/robot/send", "abcd")),
        (K.WECOM, "https://w.cn/cgi-bin/webhook/send?key=73febdcb-1b38", Robot("https://w.cn/cgi-bin/webhook/send", "73febdcb-1b38")),
        (K.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/5e3d-58", Robot("https://open.feishu.cn/open-apis/bot/v2/hook", "5e3d-58")),
        (K.WECOM, "http://10.8.0.3/cgi-bin/webhook/send?key=abcd", Robot("http://10.8.0.3/cgi-bin/webhook/send", "abcd")),
        (K.WECOM, "http://[fd00::3]:81/cgi-bin/webhook/send?key=abcd", Robot("http://[fd00::3]:81/cgi-bin/webhook/send", "abcd")),
    ],
)  # fmt: skip
def test_an_address_is_read_as_the_platform_shows_it(kind: K, text: str, found: Robot) -> None:
    assert rules.read_address(kind, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "ftp://h/robot/send?access_token=abcd", "https:///robot/send?access_token=abcd", "file:///etc/passwd",
        "https://user:word@h/robot/send?access_token=abcd", "https://h/other?access_token=abcd", "https://h/robot/send",
        "https://h/robot/send?access_token=a b c d", "https://h/robot/send?access_token=abcd%0d%0aX", "https://h:99999/robot/send?access_token=abcd",
        "https://[::1/robot/send?access_token=abcd", "https://h/robot/send?key=abcd", "https://h/robot/send?access_token=abcd#x",
        "https://h/robot/send?access_token=" + "a" * 400,
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_how_one_looks(text: str) -> None:
    assert rules.read_address(K.DINGTALK, text) == (
        "照群机器人页面上的Webhook地址整条粘贴，像https://（主机）/robot/send?access_token=…。"
    )


@pytest.mark.parametrize("host", ["oapi.dingtalk.com", "8.8.8.8", "169.254.169.254", "localhost"])
def test_a_token_goes_in_the_clear_only_inside_the_office(host: str) -> None:
    assert rules.read_address(K.DINGTALK, f"http://{host}/robot/send?access_token=abcd") == (
        "要用https：地址里的令牌不能明着出单位。http只能用于单位内网的IP地址。"
    )


def test_mailboxes_are_read_from_a_list() -> None:
    assert rules.read_mails("a@x.gov.cn，b.c@y.cn\n d@z.org") == ["a@x.gov.cn", "b.c@y.cn", "d@z.org"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("  ", "填1到5个邮箱地址，用逗号隔开。"),
        (",".join(f"a{n}@x.cn" for n in range(6)), "填1到5个邮箱地址，用逗号隔开。"),
        ("a@x.cn, 何敏", "“何敏”不像邮箱地址。"),
        ("a@x", "“a@x”不像邮箱地址。"),
        ("a@x.cn>\r\nBcc:b@y.cn", "“a@x.cn>”不像邮箱地址。"),
    ],
)
def test_what_is_no_mailbox_is_named(text: str, fault: str) -> None:
    assert rules.read_mails(text) == fault


def test_a_secret_is_plain_ascii() -> None:
    assert rules.secret_fault("SEC0a9/+=") == ""
    assert rules.secret_fault("") == ""
    assert rules.secret_fault("密钥") == "密钥里只有英文字母、数字和符号，请重新复制。"


def test_nothing_goes_out_before_office_hours() -> None:
    early, late = datetime(2026, 11, 24, 0, 10), datetime(2026, 11, 24, 10, 2)
    assert rules.first_at(early) == datetime(2026, 11, 24, 8, 35)
    assert rules.first_at(late) == late


def test_a_message_is_tried_five_times() -> None:
    now = datetime(2026, 11, 24, 9)
    waits = [rules.again_at(tries, now) for tries in range(1, 6)]
    assert waits == [now + timedelta(minutes=n) for n in (5, 20, 60, 180)] + [None]


def test_units_and_how_many_by_default() -> None:
    assert rules.message(DAY, TWO, titles=False, most=2000) == (
        "【五责提醒】11月24日，以下单位有事临近节点或已超期：\n1. 石桥镇：2件，其中超期1件\n2. 云峰乡：1件\n"
        "请登录系统查看、办理；有困难请今天回话。"
    )


def test_matters_by_name_where_the_group_may_read_them() -> None:
    assert rules.message(DAY, TWO, titles=True, most=2000).splitlines()[1:3] == [
        "1. 石桥镇：党群服务点选址（超期1天）；四季度覆盖情况表（今天到期）",
        "2. 云峰乡：台账补齐（剩1天）",
    ]


def test_many_matters_of_one_unit_are_a_number() -> None:
    many = {"石桥镇": [("事项", "剩1天")] * 9}
    assert rules.message(DAY, many, titles=True, most=2000).splitlines()[1] == "1. 石桥镇：9件"


def test_too_long_a_message_names_fewer() -> None:
    short = rules.message(DAY, TWO, titles=True, most=250)
    assert short == rules.message(DAY, TWO, titles=False, most=2000)
    many = {f"第{n}单位": [("事", "剩1天")] for n in range(200)}
    text = rules.message(DAY, many, titles=False, most=2000)
    assert len(text.encode()) <= 2000
    *_, last, rest, end = text.splitlines()
    named = int(last.partition(".")[0])
    assert (rest, end) == (f"另有{200 - named}个单位，请登录系统看全部。", "请登录系统查看、办理；有困难请今天回话。")
    assert named > 50


def test_a_try_says_which_channel() -> None:
    assert (
        rules.trial("石桥镇党建群", DAY)
        == "【五责提醒】11月24日试发：“石桥镇党建群”接通了。以后每个工作日有提醒时发一条。"
    )
