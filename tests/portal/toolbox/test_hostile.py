"""Files made to harm, and files that are merely wrong: refused in words, and the site goes on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests import world
from tests.excel.workbooks import FIXTURES
from tests.portal.making import client
from tests.portal.toolbox import test_jobs
from tests.portal.toolbox.bench import DATA, SCHEME, begun, done, drop, everything
from wuze.config.edge import EdgeMiddleware
from wuze.portal.toolbox import forms, jobs, runners
from wuze.portal.toolbox.jobs import Job, Stands
from wuze.portal.toolbox.keeper import Keeper
from wuze.portal.toolbox.runners import Outcome, Tell


@pytest.fixture
def clerk(county: world.County) -> Client:
    """A town's clerk."""
    return client(county.users["town_clerk"])


def packed(**parts: bytes) -> bytes:
    """A zip of these parts; ``__`` in a name is a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


BOMB = packed(xl__workbook=b"0" * 80_000_000)
XXE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BOMB, "大得异常"), (b"PK\x03\x04rubbish", "损坏"), (b"<html>login</html>", ""), (b"\xd0\xcf\x11\xe0" * 200, ""),
        (packed(a=b"1"), ""), ((FIXTURES / "有密码.xlsx").read_bytes(), "密码"),
    ],
)  # fmt: skip  # two a line
@pytest.mark.parametrize("tool", ["read", "split", "feedback"])
def test_what_is_no_workbook_is_refused_by_name(
    clerk: Client, root: Path, tool: str, content: bytes, says: str
) -> None:
    slot = {"read": "table", "split": "base", "feedback": "result"}[tool]
    job, state = done(clerk, tool, {"by": "属地"} if tool == "split" else None, **{slot: ("坏.xlsx", content)})
    assert state.stands == Stands.FAULTY
    assert state.faults[0].startswith("坏.xlsx")
    assert says in state.faults[0]
    assert everything(job.folder) == ["job.json", "state.json"]


def test_a_bomb_among_the_data_is_one_fault_beside_the_others(clerk: Client) -> None:
    job, state = done(clerk, "score", scheme=SCHEME, data=[("炸.xlsx", BOMB), DATA])
    assert state.stands == Stands.FAULTY
    assert any("炸.xlsx" in fault and "大得异常" in fault for fault in state.faults)
    assert not (job.folder / "in").exists()


def test_an_external_entity_is_not_followed(clerk: Client) -> None:
    _, state = done(
        clerk, "read", table=("x.xlsx", packed(**{"xl__workbook.xml": XXE, "xl___rels__workbook.xml.rels": b"<a/>"}))
    )
    assert state.stands == Stands.FAULTY
    assert "root:" not in str(state)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("回收.zip", b"PK", "先解压"), ("宏.exe", b"MZ", "另存为 .xlsx"), ("空.xlsx", b"", "是空的（0 字节）"), ("表", b"1", "不是能读的文件"),
        ("<script>alert(1)</script>.zip", b"1", "&lt;"),
    ],
)  # fmt: skip  # two a line
def test_names_and_sizes_are_looked_at_before_anything_is_kept(
    clerk: Client, root: Path, name: str, content: bytes, says: str
) -> None:
    answer = drop(clerk, "read", table=(name, content))
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "没有存上" in html
    assert "<script>alert" not in html
    if content or name == "空.xlsx":
        assert (says in html) or (says == "&lt;")
    assert not root.exists()


def test_too_big_too_many_and_too_much_together(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_FILE", 1 << 20)
    big = drop(clerk, "read", table=("大.xlsx", b"1" * (3 << 20)))
    assert "“大.xlsx”有3 MB，超过1 MB" in big.content.decode()
    many = drop(clerk, "score", scheme=SCHEME, data=[("a.xlsx", b"1")] * 61)
    assert "选了61个文件，一次最多60个" in many.content.decode()
    two = drop(clerk, "read", table=[("a.xlsx", b"1"), ("b.xlsx", b"1")])
    assert two.status_code in {302, 400}
    monkeypatch.setattr(forms, "MOST_TOGETHER", 10_000)
    much = drop(clerk, "score", scheme=SCHEME, data=DATA)
    assert "少选几个" in much.content.decode()


def test_what_is_needed_is_asked_for(clerk: Client) -> None:
    html = drop(clerk, "split").content.decode()
    assert "请选总表。" in html
    assert "请填按哪一列拆。" in html


def test_what_nobody_foresaw_is_told_without_the_content(
    clerk: Client, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(job: Job, tell: Tell) -> Outcome:
        raise ZeroDivisionError("张三 13800001234")

    monkeypatch.setitem(runners.RUNNERS, "read", broken)
    job, state = done(clerk, "read", table=DATA)
    assert (state.stands, state.lines[0][:10]) == (Stands.FAILED, "程序没有想到这种情况")
    err = capfd.readouterr().err
    assert "ZeroDivisionError" in err
    assert "张三" not in err + clerk.get(f"/tools/jobs/{job.name}/").content.decode()
    assert everything(job.folder) == ["job.json", "state.json"]


def test_a_formula_in_a_name_is_text_on_the_page(clerk: Client) -> None:
    job, _ = done(clerk, "read", table=("=cmd|' calc'!A0<img src=x>.xlsx", b"PK\x03\x04x"))
    html = clerk.get(f"/tools/jobs/{job.name}/").content.decode()
    assert "<img" not in html.split("<main")[1]


def test_a_hostile_file_at_most_ends_its_own_process(clerk: Client, root: Path) -> None:
    bad = begun(drop(clerk, "read", table=("炸.xlsx", BOMB)))
    good = begun(drop(clerk, "template"))
    keeper = Keeper(root)
    assert test_jobs.until_ended(keeper, bad).stands == Stands.FAULTY
    assert test_jobs.until_ended(keeper, good).stands == Stands.DONE
    assert jobs.open_jobs(root) == []


@pytest.mark.parametrize(
    ("length", "status"), [("1000", 200), (str(221 << 20), 413), ("-5", 413), ("1e3", 413), ("٣", 413)]
)
def test_a_body_that_no_page_takes_is_not_received(rf: RequestFactory, length: str, status: int) -> None:
    request = rf.post("/tools/read/", headers={"Content-Length": length})
    assert EdgeMiddleware(lambda _request: HttpResponse())(request).status_code == status
