"""``wuze doctor``: each finding in its good and its bad state."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import override_settings
from django.utils import timezone

from tests import world
from wuze.accounts.login import totp
from wuze.accounts.models import Installation, SecondFactor
from wuze.config import keys
from wuze.config.operations import backup, doctor, heartbeat
from wuze.config.operations.doctor import State
from wuze.config.origins import origins
from wuze.trail.actions import record
from wuze.trail.values import SYSTEM

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Usage(NamedTuple):
    """As ``shutil`` gives it."""

    total: int
    used: int
    free: int


def state(folder: Path, at: datetime = NOW) -> State:
    """Now, in this folder."""
    return State(folder, at)


@pytest.mark.parametrize(("free", "well"), [(10**9, True), (10**9 - 1, False)])
def test_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, well: bool) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(free * 2, free, free))
    assert doctor.disk(state(tmp_path)).well is well


def test_keys_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in keys.NAMES:
        monkeypatch.delenv(name, raising=False)
    made = keys.lay(tmp_path)
    assert doctor.key_files(state(tmp_path)).text == f"{len(made)} 个文件，只有本人可读"
    made[0].chmod(0o644)
    found = doctor.key_files(state(tmp_path))
    assert (found.well, found.text) == (os.name != "posix", f"{made[0].name} 别人也能读，运行 chmod 600")
    for name in keys.NAMES:
        monkeypatch.setenv(name, "x" * 64)
    assert doctor.key_files(state(tmp_path)).text == "来自环境变量"


@pytest.mark.parametrize(
    ("addresses", "well"),
    [(["https://w.example"], True), (["http://127.0.0.1:8000"], True), (["http://w.example"], False)],
)
def test_plain_http_only_at_home(tmp_path: Path, addresses: list[str], well: bool) -> None:
    with override_settings(ORIGINS=origins(addresses), CSRF_TRUSTED_ORIGINS=addresses):
        assert doctor.way_in(state(tmp_path)).well is well


def test_the_worker_alive_silent_gone(tmp_path: Path) -> None:
    assert doctor.worker(state(tmp_path)).text == "没有运行，用 wuze serve 启动"
    heart = heartbeat.Heart(tmp_path)
    heart.doing = "清扫"
    heart.write()
    now = datetime.now(UTC)
    assert doctor.worker(state(tmp_path, now)) == doctor.Finding("后台进程", True, "在运行，正在清扫")
    late = doctor.worker(state(tmp_path, now + timedelta(minutes=10)))
    assert (late.well, late.text) == (False, "最后一次应答是 10 分钟前，重新启动网站")


@pytest.mark.parametrize(
    ("at", "well"),
    [(NOW, True), (datetime(2026, 12, 1, tzinfo=UTC), False), (datetime(2028, 3, 1, tzinfo=UTC), False)],
)
def test_next_years_holidays_are_missed_from_december_on(tmp_path: Path, at: datetime, well: bool) -> None:
    assert doctor.holidays(state(tmp_path, at)).well is well


def test_the_clock_set_back(tmp_path: Path) -> None:
    Installation.objects.update_or_create(id=1, defaults={"demo": False})
    assert doctor.clock(state(tmp_path)).well is True
    record(backup.CODE, at=NOW + timedelta(minutes=30), who=SYSTEM, thing=backup.SITE, after={"rows": 1})
    found = doctor.clock(state(tmp_path))
    assert (found.well, found.text) == (False, "比最近一条留痕早 30 分钟，被拨回过；先对时")
    Installation.objects.update(demo=True)
    assert doctor.clock(state(tmp_path)).well is True


def test_a_clock_that_once_ran_ahead_leaves_its_day(tmp_path: Path) -> None:
    Installation.objects.update_or_create(id=1, defaults={"demo": False})
    for at in (NOW + timedelta(days=40), NOW - timedelta(minutes=1)):
        record(backup.CODE, at=at, who=SYSTEM, thing=backup.SITE, after={"rows": 1})
    day = timezone.localdate(NOW + timedelta(days=40))
    found = doctor.clock(state(tmp_path))
    assert (found.well, found.text) == (
        False,
        f"曾经拨快：到{day.year}年{day.month}月{day.day}日以前，留痕都会算在那一天；请审计管理员出具日末哈希，写明缘由",
    )


def test_a_backup_is_wanted_every_two_days_but_not_of_invented_data(tmp_path: Path) -> None:
    Installation.objects.update_or_create(id=1, defaults={"demo": False})
    assert doctor.backups(state(tmp_path)).text.startswith("还没有备份过")
    record(backup.CODE, at=NOW - timedelta(days=3), who=SYSTEM, thing=backup.SITE, after={"rows": 1})
    assert "超过两天" in doctor.backups(state(tmp_path)).text
    Installation.objects.update(demo=True)
    assert doctor.backups(state(tmp_path)).well is True
    Installation.objects.update(demo=False)
    record(backup.CODE, at=NOW - timedelta(days=1), who=SYSTEM, thing=backup.SITE, after={"rows": 1})
    assert doctor.backups(state(tmp_path)).well is True


def test_keys_of_another_place_open_nothing(tmp_path: Path) -> None:
    assert doctor.seals(state(tmp_path)) == doctor.Finding("加密内容", True, "还没有")
    user = world.account(world.person("丁阅"))
    SecondFactor.objects.create(user=user, sealed=totp.seal(b"0" * 20, user.pk), since=NOW)
    assert doctor.seals(state(tmp_path)).text == "打得开"
    with override_settings(SECRET_KEY="of another place"):  # noqa: S106 - no key of anything
        found = doctor.seals(state(tmp_path))
    assert (found.well, "把原来的 keys 文件夹拷回" in found.text) == (False, True)


def test_the_whole_in_words_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(DATA=tmp_path):
        keys.lay(tmp_path)
        assert doctor.run(argparse.Namespace(json=True)) == 1  # no worker runs here
        whole = json.loads(capsys.readouterr().out)
        assert (whole["format"], whole["well"]) == (1, False)
        assert doctor.run(argparse.Namespace(json=False)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "问题  后台进程：没有运行，用 wuze serve 启动" in lines
    assert len(lines) == len(whole["findings"]) + 1
