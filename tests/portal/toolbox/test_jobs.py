"""Jobs: bound to their user, in a process of their own, in a queue, and gone when they should be."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from tests import world
from tests.portal.making import client
from tests.portal.toolbox.bench import DATA, SCHEME, begun, done, drop, everything, take
from wuze.kernel.web.request import once_key
from wuze.portal.toolbox import actions, jobs, policy, queries, work
from wuze.portal.toolbox.jobs import Job, Stands, State, safe_name
from wuze.portal.toolbox.keeper import CUT_OFF, TOO_LONG, Keeper
from wuze.trail.models import Entry


@pytest.fixture
def clerk(county: world.County) -> Client:
    """A town's clerk."""
    return client(county.users["town_clerk"])


def until_ended(keeper: Keeper, job: Job) -> State:
    """Turn until it is over."""
    for _ in range(600):
        keeper.turn()
        if job.state().stands in jobs.ENDED and not keeper.running:
            return job.state()
        time.sleep(0.05)
    raise AssertionError(job.state())


def test_the_page_has_a_card_for_each_tool_and_every_card_opens(clerk: Client) -> None:
    html = clerk.get("/tools/").content.decode()
    assert html.count('<li><h3><a href="/tools/') == 10
    for key in ("split", "merge", "sheets", "score", "compare", "feedback", "read", "check", "template", "ballots"):
        assert f'href="/tools/{key}/"' in html
        assert 'enctype="multipart/form-data"' in clerk.get(f"/tools/{key}/").content.decode()
    assert clerk.get("/tools/nothing/").status_code == 404


def test_a_job_runs_in_a_process_of_its_own_and_leaves_nothing_after_it_is_taken(clerk: Client, root: Path) -> None:
    job = begun(drop(clerk, "score", scheme=SCHEME, data=DATA))
    html = clerk.get(f"/tools/jobs/{job.name}/").content.decode()
    assert "马上开始" in html
    assert 'http-equiv="refresh"' in html
    state = until_ended(Keeper(root), job)
    assert (state.stands, state.file) == (Stands.DONE, "结果.xlsx")
    assert everything(root) == ["job.json", "state.json", "结果.xlsx"]
    page = clerk.get(f"/tools/jobs/{job.name}/", headers={"HX-Request": "true"}).content.decode()
    assert "取文件：结果.xlsx" in page
    assert "hx-trigger" not in page
    assert zipfile.is_zipfile(io.BytesIO(take(clerk, job)))
    assert everything(root) == ["job.json", "state.json"]
    told = (job.folder / "job.json").read_text() + (job.folder / "state.json").read_text()
    assert "方案" not in told
    assert "对象" not in told
    assert "本站没有留存" in clerk.get(f"/tools/jobs/{job.name}/").content.decode()
    again = clerk.post(f"/tools/jobs/{job.name}/file/", {"once": once_key()})
    assert (again.status_code, again.headers["Location"]) == (302, f"/tools/jobs/{job.name}/")


def test_a_download_that_breaks_off_may_be_tried_again(clerk: Client, root: Path) -> None:
    job, _ = done(clerk, "template")
    pieces = actions.take(job)
    assert pieces is not None
    assert next(pieces)
    pieces.close()  # as the server does when the other side is gone
    assert job.state().stands == Stands.DONE
    assert take(clerk, job)
    assert job.state().stands == Stands.TAKEN


def test_kept_on_purpose_it_stays_after_it_was_taken(clerk: Client, root: Path) -> None:
    job, _ = done(clerk, "template")
    assert clerk.post(f"/tools/jobs/{job.name}/keep/", {"once": once_key()}).status_code == 302
    take(clerk, job)
    assert job.result() is not None
    assert jobs.sweep(root, time.time() + jobs.KEPT + 60) == 0
    assert jobs.sweep(root, time.time() + jobs.KEPT_ON_PURPOSE + 60) == 1
    assert everything(root) == []
    assert Entry.objects.order_by("-number").values_list("code", flat=True)[0] == "toolbox.kept"


def test_an_hour_later_it_is_swept_and_so_is_what_was_never_whole(clerk: Client, root: Path) -> None:
    done(clerk, "template")
    (root / ".half").mkdir()
    (root / "scrap").mkdir()
    assert jobs.sweep(root, time.time() + jobs.KEPT - 60) == 0
    assert jobs.sweep(root, time.time() + jobs.KEPT + 60) == 3
    assert list(root.iterdir()) == []
    assert jobs.sweep(root / "none", 0) == 0


def test_thrown_away_while_it_is_taken(clerk: Client, root: Path) -> None:
    job, _ = done(clerk, "template")
    pieces = actions.take(job)
    assert pieces is not None
    assert next(pieces)
    job.remove()
    assert list(pieces)
    assert everything(root) == []


def test_thrown_away_it_is_gone(clerk: Client, root: Path) -> None:
    job, _ = done(clerk, "template")
    assert clerk.post(f"/tools/jobs/{job.name}/discard/", {"once": once_key()}).headers["Location"] == "/tools/"
    assert everything(root) == []
    assert Entry.objects.order_by("-number").values_list("code", flat=True)[0] == "toolbox.discarded"
    assert clerk.get(f"/tools/jobs/{job.name}/").status_code == 404
    job.write(State())  # whoever still works on it has nowhere to write
    assert everything(root) == []


def test_another_persons_job_is_not_there(county: world.County, clerk: Client) -> None:
    job, _ = done(clerk, "template")
    for who in ("south_clerk", "lead_head", "town_head"):
        other = client(county.users[who])
        assert other.get(f"/tools/jobs/{job.name}/").status_code == 404
        for verb in ("file", "keep", "discard"):
            assert other.post(f"/tools/jobs/{job.name}/{verb}/", {"once": once_key()}).status_code == 404
        assert job.name not in other.get("/tools/").content.decode()
    assert job.name in clerk.get("/tools/").content.decode()
    assert job.result() is not None
    assert client(county.users["system_admin"]).get("/tools/").status_code == 403


def test_the_trail_says_which_tool_and_how_much_and_never_what(clerk: Client) -> None:
    drop(clerk, "score", scheme=SCHEME, data=[DATA, DATA])
    entry = Entry.objects.get(code="toolbox.ran")
    size = SCHEME.stat().st_size + 2 * DATA.stat().st_size
    assert (entry.thing_label, entry.after) == ("计分", {"tool": "计分", "files": 3, "bytes": size})


def test_the_same_form_twice_is_one_job(clerk: Client, root: Path) -> None:
    key = once_key()
    first = clerk.post("/tools/template/", {"once": key})
    second = clerk.post("/tools/template/", {"once": key})
    assert first.headers["Location"] == second.headers["Location"]
    assert len(jobs.every(root)) == 1


def test_the_queue_has_an_end_for_one_person_and_for_all(
    county: world.County, clerk: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(policy.MINE):
        begun(drop(clerk, "template"))
    answer = drop(clerk, "template")
    assert answer.status_code == 403
    assert f"您已有{policy.MINE}件在办" in answer.content.decode()
    assert len(jobs.every(root)) == policy.MINE
    monkeypatch.setattr(policy, "ALL", policy.MINE)
    full = drop(client(county.users["south_clerk"]), "template")
    assert (full.status_code, "现在排队的有3件" in full.content.decode()) == (403, True)


def test_only_so_many_run_at_once_and_the_others_know_their_place(
    county: world.County, clerk: Client, root: Path
) -> None:
    mine = [begun(drop(clerk, "template")) for _ in range(2)]
    other = client(county.users["south_clerk"])
    theirs = begun(drop(other, "template"))
    keeper = Keeper(root, at_once=1)
    keeper.turn()
    assert [job.state().stands for job in (*mine, theirs)] == [Stands.RUNNING, Stands.WAITING, Stands.WAITING]
    assert "前面还有2件" in other.get(f"/tools/jobs/{theirs.name}/").content.decode()
    assert until_ended(keeper, theirs).stands == Stands.DONE


def test_what_takes_too_long_is_ended_and_said(clerk: Client, root: Path) -> None:
    job = begun(drop(clerk, "score", scheme=SCHEME, data=DATA))
    state = until_ended(Keeper(root, longest=0.0), job)
    assert (state.stands, state.lines) == (Stands.FAILED, (TOO_LONG,))
    assert everything(root) == ["job.json", "state.json"]


def test_a_job_whose_keeper_died_is_said_to_have_failed(clerk: Client, root: Path) -> None:
    job = begun(drop(clerk, "template"))
    job.write(State(Stands.RUNNING))
    assert until_ended(Keeper(root), job).lines == (CUT_OFF,)
    assert "没有办成" in clerk.get(f"/tools/jobs/{job.name}/").content.decode()


def test_the_keeper_is_a_thread_that_ends_its_processes(clerk: Client, root: Path) -> None:
    job = begun(drop(clerk, "score", scheme=SCHEME, data=DATA))
    keeper = Keeper(root)
    keeper.start()
    for _ in range(100):
        if job.state().stands != Stands.WAITING:
            break
        time.sleep(0.05)
    keeper.stop()
    assert job.state().stands in {Stands.FAILED, Stands.DONE}
    assert not keeper.thread.is_alive()


def test_whoever_waits_long_is_told_that_nothing_may_be_running(clerk: Client) -> None:
    job = begun(drop(clerk, "template"))
    job.write(State(since=time.time() - queries.QUIET - 1))
    assert "后台可能没有在运行" in clerk.get(f"/tools/jobs/{job.name}/").content.decode()


def test_the_process_has_no_keys_and_no_database(clerk: Client, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, dict[str, str]] = {}

    class Stop(Exception):
        """Instead of a process."""

    def start(_command: list[str], **options: dict[str, str]) -> None:
        seen.update(options)
        raise Stop

    monkeypatch.setattr("wuze.portal.toolbox.keeper.subprocess.Popen", start)
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    begun(drop(clerk, "template"))
    with pytest.raises(Stop):
        Keeper(root).turn()
    assert "WUZE_SECRET_KEY" in os.environ
    assert [name for name in seen["env"] if name.startswith("WUZE_") or name == "DATABASE_URL"] == []
    assert seen["env"]["TMPDIR"].startswith(str(root))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"), ("C:\\用户\\王\\总表.xlsx", "总表.xlsx"), (".xlsx", "xlsx"), ("..", "文件"),
        ("a\u202excod.xlsx", "a_xcod.xlsx"), ("长" * 200 + ".xlsx", "长" * 54 + ".xlsx"), ("\x00<b>|?.xlsx", "__b___.xlsx"), ("/", "文件"),
    ],
)  # fmt: skip  # two a line
def test_names_of_files_are_only_names(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_names_of_jobs_lead_nowhere_else(clerk: Client, root: Path) -> None:
    job, _ = done(clerk, "template")
    assert jobs.find(root, f"../toolbox/{job.name}") is None
    assert jobs.find(root, "." + job.name) is None
    (job.folder / "job.json").write_text(json.dumps({"tool": "score"}))
    assert jobs.find(root, job.name) is None


def test_a_lost_state_is_a_failure(clerk: Client) -> None:
    job, _ = done(clerk, "template")
    (job.folder / "state.json").write_text("{")
    assert job.state().stands == Stands.FAILED


def test_an_upload_that_breaks_off_leaves_nothing(root: Path) -> None:
    def broken() -> list[bytes]:
        raise OSError("connection lost")

    class Chunks:
        def __iter__(self) -> object:
            return iter(broken())

    with pytest.raises(OSError, match="connection lost"):
        jobs.create(root, "read", 1, {}, {"table": [("a.xlsx", Chunks())]})  # type: ignore[list-item]  # it breaks when read
    assert list(root.iterdir()) == []


def test_the_process_by_itself(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    job = begun(drop(clerk, "template"))
    monkeypatch.setattr(work, "bound", lambda: None)
    monkeypatch.setattr(work, "_end_with_parent", lambda: None)
    assert work.main([str(job.folder)]) == 0
    assert job.state().stands == Stands.DONE
    assert work.main([str(job.folder) + "x"]) == 1
