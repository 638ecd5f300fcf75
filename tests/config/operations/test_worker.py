"""The worker: what is due is done, a failure is one line and tried again, a stop is heeded."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import world
from tests.matrix import makers
from wuze.accounts.models import Installation, OneTimeLink, Session
from wuze.config.operations import jobs
from wuze.config.operations.heartbeat import Beat, Heart, path, read
from wuze.config.operations.worker import AGAIN, Loop, Schedule, Stopping

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.django_db


def loop(folder: Path) -> Loop:
    """A worker whose clock stands."""
    return Loop(folder, Heart(folder, every=0.01), clock=lambda: NOW)


def test_what_is_due_is_done_once_and_planned(tmp_path: Path) -> None:
    made, seen = loop(tmp_path), []

    def work(at: datetime) -> str:
        seen.append(at)
        made.stop()
        return "3条"

    made.run([("清扫", HOUR, work), ("别的", HOUR, work)], pause=0)
    assert seen == [NOW]
    assert Schedule(tmp_path / "run" / "jobs.json").next == {"清扫": NOW + HOUR}


def test_a_failure_is_logged_and_tried_again_sooner(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = loop(tmp_path)

    def breaks(_at: datetime) -> str:
        raise ValueError("坏了")

    with caplog.at_level(logging.ERROR, "wuze.worker"):
        made.one("清扫", HOUR, breaks)
    assert [record.getMessage() for record in caplog.records] == ["后台事项没有办完：清扫"]
    assert made.schedule.next == {"清扫": NOW + AGAIN}
    assert made.heart.doing == ""


def test_a_long_job_leaves_when_told_and_stays_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = loop(tmp_path)

    def steps(_at: datetime) -> str:
        made.progress(1, 2)
        made.stop()
        made.progress(2, 2)
        return ""

    made.one("补齐", HOUR, steps)
    assert made.schedule.next == {}
    assert capsys.readouterr().out.splitlines() == ["演示数据：1/2", "演示数据：2/2"]
    with pytest.raises(Stopping):
        made.progress(2, 2)


@pytest.mark.parametrize(
    ("planned", "due"),
    [(None, True), (NOW, True), (NOW + HOUR, False), (NOW + HOUR * 3, True)],
    ids=["never ran", "now", "later", "the clock was set back"],
)
def test_when_a_job_is_due(tmp_path: Path, planned: datetime | None, due: bool) -> None:
    schedule = Schedule(tmp_path / "jobs.json")
    if planned:
        schedule.plan("清扫", planned)
    assert schedule.due("清扫", NOW, HOUR) is due


def test_a_broken_file_means_everything_is_due(tmp_path: Path) -> None:
    (tmp_path / "jobs.json").write_text("[1", encoding="utf-8")
    assert Schedule(tmp_path / "jobs.json").next == {}


def test_the_sign_of_life(tmp_path: Path) -> None:
    heart = Heart(tmp_path, every=0.01)
    assert read(tmp_path) is None
    heart.doing = "清扫"
    heart.start()
    beat = read(tmp_path)
    assert beat is not None
    assert (beat.pid, beat.doing) == (os.getpid(), "清扫")
    heart.stop()
    assert not path(tmp_path).exists()
    path(tmp_path).write_text(json.dumps({"pid": 1}), encoding="utf-8")
    assert read(tmp_path) is None


@pytest.mark.parametrize(("seconds", "alive"), [(0, True), (60, True), (61, False), (-5, True), (-6, False)])
def test_a_sign_is_fresh_for_a_minute_and_none_from_the_future(seconds: int, alive: bool) -> None:
    beat = Beat(1, NOW.isoformat(), NOW.isoformat(), "")
    assert beat.alive(NOW + timedelta(seconds=seconds)) is alive


def test_every_job_runs_on_an_empty_site() -> None:
    said = {job.name: job.run(NOW) for job in jobs.ALL}
    assert set(said.values()) <= {"", None}
    assert len(said) == len(jobs.ALL)


def test_sessions_past_their_time_are_swept() -> None:
    for key, hours in (("past", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(hours=hours))
    assert jobs.end_sessions(NOW) == "1条"
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_links_long_over_are_swept_and_no_other() -> None:
    place = world.unit("云峰茶业党支部", "party")
    old, fresh = (OneTimeLink.objects.get(pk=makers.one_link(place)[0]) for _ in range(2))
    OneTimeLink.objects.filter(pk=old.pk).update(issued_at=NOW - 200 * DAY, expires_at=NOW - 91 * DAY, replaced=fresh)
    OneTimeLink.objects.filter(pk=fresh.pk).update(issued_at=NOW - 200 * DAY, expires_at=NOW - 91 * DAY)
    assert (jobs.sweep_links(NOW), OneTimeLink.objects.get().pk) == ("1条", fresh.pk)
    OneTimeLink.objects.update(expires_at=NOW - 89 * DAY)
    assert (jobs.sweep_links(NOW), OneTimeLink.objects.count()) == ("", 1)
    Installation.objects.create(pk=1, demo=True)
    OneTimeLink.objects.update(expires_at=NOW - 91 * DAY)
    assert (jobs.sweep_links(NOW), OneTimeLink.objects.count()) == ("", 1)
