"""Progress speaks after its time, and only while something is being done."""

from __future__ import annotations

import pytest

from wuze.kernel.progress import Progress


def test_a_short_run_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(after=60)
    progress.step("读取方案")
    timer = progress.timer
    progress.step("检查")
    assert progress.timer is timer
    progress.done()
    progress.done()
    assert capsys.readouterr().err == ""


def test_a_long_run_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(after=0)
    progress.step("读取方案")
    progress.step("检查")
    progress.done()
    assert capsys.readouterr().err == "读取方案……（已用0秒）\n检查……（已用0秒）\n"


def test_it_speaks_by_itself_and_not_after_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(after=0.02)
    progress.step("计分")
    assert progress.timer is not None
    progress.timer.join()
    progress.done()
    progress._say()
    assert capsys.readouterr().err == "计分……（已用0秒）\n"
