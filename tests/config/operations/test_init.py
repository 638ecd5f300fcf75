"""``wuze init`` by the command itself, on a data folder of its own: a county and five accounts, once, never on a demo."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.config.conftest import call

COUNTY = ("--county", "明溪县", "--code", "990202", "--lead", "县委社会工作部", "--head", "何敏", "--clerk", "钱芳")
NAMES = (*COUNTY, "--system", "田守一", "--security", "邵安二", "--audit", "柯审三")
LOGIN = """
from django.test import Client
from wuze.accounts.models import Grant, User
import sys
client = Client(headers={"host": "127.0.0.1"})
other = Client(headers={"host": "127.0.0.1"})
print(client.get(sys.argv[1]).status_code, client.get(sys.argv[1]).status_code, client.post(sys.argv[1]).status_code,
      other.post(sys.argv[1]).status_code)
print(client.get("/").headers.get("Location", ""))
print(sorted(Grant.objects.values_list("role", flat=True)), User.objects.count())
"""


def init(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command."""
    return call(data, "-m", "wuze.cli", "init", *words)


def test_sec_01_sec_04_three_administrators_once(tmp_path: Path) -> None:
    made = init(tmp_path, *NAMES)
    assert made.returncode == 0, made.stdout + made.stderr
    lines = re.findall(r"　(\S+)　账号 (\S+)　https?://[^/]+(/login/first/\S+/)", made.stdout)
    assert [name for name, _, _ in lines] == ["田守一", "邵安二", "柯审三", "何敏", "钱芳"]
    assert len({secret for _, _, secret in lines}) == 5
    start = "from wuze.config.operations import start\nstart.site()\n"
    seen = call(tmp_path, "-c", start + LOGIN, lines[0][2]).stdout.splitlines()
    assert seen == ["200 200 302 400", "/me/password/", "['audit_admin', 'security_admin', 'system_admin'] 5"]
    lost = call(tmp_path, "-m", "wuze.cli", "relink", "tsy", "--reason", "两位管理员的链接都丢了", "--factor")
    found = re.findall(r"https?://[^/]+(/login/first/\S+/)", lost.stdout)
    assert call(tmp_path, "-c", start + LOGIN, found[0]).stdout.splitlines()[:2] == ["200 200 302 400", "/me/password/"]
    nobody = call(tmp_path, "-m", "wuze.cli", "relink", "qf", "--reason", "试试")
    assert (nobody.returncode, "只给三位管理员" in nobody.stderr, "/login/" in nobody.stdout) == (1, True, False)
    again = init(tmp_path, *NAMES)
    assert (again.returncode, "本站已经有账号" in again.stderr, "/login/first/" in again.stdout) == (1, True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*COUNTY, "--system", "甲", "--security", "甲", "--audit", "乙"), "五个不同的人"),
        ((*COUNTY, "--system", "甲", "--security", "何敏", "--audit", "乙"), "五个不同的人"),
        ((*COUNTY, "--system", "甲"), "没有填安全管理员姓名"),
        ((*COUNTY[:2], "--code", "12", *COUNTY[4:], "--system", "甲", "--security", "丙", "--audit", "乙"), "6位数字"),
    ],
)
def test_who_is_missing_or_the_same_is_said(data: Path, words: tuple[str, ...], said: str) -> None:
    answer = init(data, *words)
    assert (answer.returncode, said in answer.stderr, "Traceback" in answer.stderr) == (1, True, False)


def test_an_empty_site_says_how_to_begin_and_a_demo_has_no_administrators_to_set(data: Path) -> None:
    prepared = call(data, "-m", "wuze.config.operations.prepare")
    assert "运行 wuze init" in prepared.stdout
    start = "from wuze.config.operations import start\nstart.site()\nfrom wuze.accounts.models import Installation\n"
    mark = f"{start}Installation.objects.create(pk=1, demo=True)"
    assert call(data, "-c", mark).returncode == 0
    answer = init(data, *NAMES)
    assert (answer.returncode, "这里是演示数据" in answer.stderr) == (1, True)
