"""Evidence of every holder: attached, seen where its thing is seen, used again, withdrawn. SEC-15, SEC-30, SEC-31, SEC-61, SEC-64, SEC-72."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import Pages, client_of, text
from tests.files.samples import PDF, jpeg, png, sent
from tests.ledger.doing import TALK
from tests.ledger.site import PAPER
from tests.registry.evidence.evidence_site import Evidence, holder, paper, take
from wuze.assessment.rounds import actions as rounds_actions
from wuze.assessment.rounds.models import EntryFile
from wuze.files import store
from wuze.files.actions import keep
from wuze.files.models import StoredFile
from wuze.files.queries import audit
from wuze.kernel.errors import Invalid, Refused
from wuze.kernel.web.request import FIELD, once_key
from wuze.ledger.activities import actions as doing
from wuze.ledger.models import Report, ReportFile
from wuze.registry.evidence import actions, queries
from wuze.trail.models import Entry as Line
from wuze.trail.queries import last_link

pytestmark = pytest.mark.django_db
pages = Pages("evidence")
HOLDERS = ("notice", "report", "activity", "entry", "objection")


@pytest.fixture
def site() -> Evidence:
    return Evidence()


def thing(site: Evidence, code: str, *files: store.Taken) -> Any:
    """A thing of each kind, of the north's branch, with these files."""
    if code == "activity":
        return doing.enter(site.answers(site.county.north_branch), site.county.north_branch.pk, TALK, files=files)
    makers: dict[str, Callable[..., Any]] = {
        "notice": site.notice,
        "report": site.report,
        "entry": site.seen,
        "objection": site.objection,
    }
    return makers[code](*files)


def last() -> Line:
    """The newest line of the trail."""
    return Line.objects.get(number=last_link().number)


def said(answer: Any) -> str:
    """What a page of another package says."""
    return text(answer)


def content(answer: Any) -> bytes:
    """What was given out."""
    return bytes(answer.content)


# --- who sees ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", HOLDERS)
def test_sec_15_a_file_is_seen_exactly_where_its_thing_is_seen(site: Evidence, code: str) -> None:
    made = thing(site, code, take())
    row = holder(code).model.objects.get(thing=made)
    seen = {who: pages.get(site.users[who], "file", code, row.pk).status_code for who in site.users}
    things = {who: holder(code).things(site.actor(who)).filter(pk=made.pk).exists() for who in site.users}
    may = {who for who, status in seen.items() if status == 200}
    assert may == {who for who, there in things.items() if there}
    assert {"south_clerk", "south_secretary", "sector_clerk", "reader", "audit_admin"} & may == set()
    assert {seen[who] for who in ("south_clerk", "south_secretary", "sector_clerk")} == {404}
    assert seen["audit_admin"] == 403


def test_sec_15_another_things_number_under_another_holder_is_not_found(site: Evidence) -> None:
    report = site.report(take())
    row = ReportFile.objects.get(thing=report)
    user = site.users["secretary"]
    codes = [
        pages.get(user, "file", code, row.pk).status_code for code in ("activity", "entry", "objection", "nothing")
    ]
    assert (codes, pages.get(user, "add", "activity", report.pk).status_code) == ([404] * 4, 404)


def test_sec_31_it_is_given_out_to_take_along_and_runs_nothing(site: Evidence) -> None:
    report = site.report(take("走访 云峰.jpg"), paper())
    photo, pdf = ReportFile.objects.filter(thing=report)
    user = site.users["secretary"]
    given = pages.get(user, "file", "report", photo.pk)
    assert {name: given.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")} == {
        "Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'", "Cache-Control": "private, no-store",
    }  # fmt: skip
    assert (
        given.headers["Content-Disposition"]
        == "attachment; filename*=utf-8''%E8%B5%B0%E8%AE%BF%20%E4%BA%91%E5%B3%B0.jpg"
    )
    shown = pages.get(user, "look", "report", photo.pk)
    assert (shown.headers["Content-Disposition"].split(";")[0], content(shown)) == ("inline", content(given))
    assert pages.get(user, "look", "report", pdf.pk).status_code == 404
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_a_file_that_is_not_as_it_was_handed_in_is_given_to_nobody(site: Evidence) -> None:
    row = ReportFile.objects.get(thing=site.report(paper(7)))
    path = store.path_of(row.file.sha256)
    path.write_bytes(PDF + b"other")
    altered = pages.get(site.users["secretary"], "file", "report", row.pk)
    path.unlink()
    missing = pages.get(site.users["secretary"], "file", "report", row.pk)
    assert [(one.status_code, "没有给出" in text(one)) for one in (altered, missing)] == [(403, True)] * 2


# --- attaching --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", HOLDERS)
def test_files_come_with_the_thing_and_the_trail_names_them(site: Evidence, code: str) -> None:
    photo = take()
    made = thing(site, code, photo)
    row = holder(code).model.objects.get(thing=made)
    assert (row.name, row.file.sha256, row.happened, row.received, row.gone_on) == (
        "走访.jpg", photo.sha256, world.DAY, world.DAY, None,
    )  # fmt: skip
    assert (last().after or {})["files"] == f"走访.jpg（{photo.sha256[:8]}）"


@pytest.mark.parametrize("code", HOLDERS)
def test_sec_72_nothing_asks_for_a_file(site: Evidence, code: str) -> None:
    made = thing(site, code)
    assert (made.files.count(), "files" in (last().after or {})) == (0, False)


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("report", "secretary"),
        ("activity", "secretary"),
        ("notice", "secretary"),
        ("entry", "town_clerk"),
        ("objection", "secretary"),
    ],
)
def test_more_can_be_handed_in_later_with_both_dates(site: Evidence, code: str, who: str) -> None:
    made = thing(site, code)
    body = {"papers": [sent("现场.png", png()), sent("纪要.pdf", PDF)], "happened": "2026-11-20", "caption": "签到表"}
    answer = pages.send(site.users[who], "add", code, made.pk, **body)
    rows = list(holder(code).model.objects.filter(thing=made))
    assert answer.status_code == 302
    assert [(row.name, row.happened, row.received, row.caption) for row in rows] == [
        ("现场.png", date(2026, 11, 20), world.DAY, "签到表"), ("纪要.pdf", date(2026, 11, 20), world.DAY, "签到表"),
    ]  # fmt: skip
    assert (last().code, (last().after or {})["files"]) == ("evidence.attached", "、".join(map(str, rows)))
    page = said(client_of(site.users[who]).get(answer.headers["Location"]))
    assert [
        word in page for word in (str(rows[0].file), "2026年11月20日的材料，2026年11月24日收到", "签到表", "看图")
    ] == [True] * 4


def test_a_colleague_above_hands_in_for_the_unit_from_a_paper_an_outsider_does_not(site: Evidence) -> None:
    made = site.report()
    form = text(pages.get(site.users["town_clerk"], "add", "report", made.pk))
    assert ("依据材料" in form, pages.get(site.users["town_head"], "add", "report", made.pk).status_code) == (True, 403)
    with pytest.raises(Refused):
        actions.attach(site.actor("town_clerk"), holder("report"), made.pk, [paper()], happened=world.DAY)
    actions.attach(site.actor("town_clerk"), holder("report"), made.pk, [paper()], happened=world.DAY, behalf=PAPER)
    assert ReportFile.objects.get().on_behalf == "云峰茶业党支部"
    with pytest.raises(Refused):
        actions.attach(
            site.actor("south_clerk"), holder("report"), made.pk, [paper(1)], happened=world.DAY, behalf=PAPER
        )


def test_bad_files_are_told_each_and_the_entry_comes_back_with_the_good_ones(site: Evidence) -> None:
    made, user = site.report(), site.users["secretary"]
    body = {"papers": [sent("现场.png", png()), sent("坏.jpg", PDF)], "happened": "2026-11-20", "caption": "签到表"}
    answer = pages.send(user, "add", "report", made.pk, **body)
    page = text(answer)
    assert (answer.status_code, ReportFile.objects.count(), StoredFile.objects.count()) == (400, 0, 0)
    assert [word in page for word in ("坏.jpg：名字和内容不符", "已经收到现场.png，不用再选", 'value="签到表"')] == [
        True
    ] * 3
    token = page.split('name="kept" value="')[1].split('"')[0]
    stranger = pages.send(site.users["town_clerk"], "add", "report", made.pk, kept=token, happened="2026-11-20")
    assert (stranger.status_code, "现场.png" in text(stranger)) == (400, False)
    again = pages.send(user, "add", "report", made.pk, kept=token, happened="2026-11-20", caption="签到表")
    assert (again.status_code, [row.name for row in ReportFile.objects.all()]) == (302, ["现场.png"])


def test_a_form_sent_twice_attaches_once(site: Evidence) -> None:
    made, client = site.report(), client_of(site.users["secretary"])
    key = once_key()
    where = reverse("evidence:add", args=["report", made.pk])
    answers = [
        client.post(where, {FIELD: key, "papers": sent("a.png", png()), "happened": "2026-11-20"}) for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [302, 302]
    assert (ReportFile.objects.count(), answers[0].headers["Location"]) == (1, answers[1].headers["Location"])


def test_rules_of_adding(site: Evidence) -> None:
    made, actor = site.report(paper()), site.actor("secretary")
    for files, happened, words in (
        ([], world.DAY, "请选文件"), ([paper()], world.DAY, "已经在这里"), ([paper(1)], date(2026, 11, 25), "不能晚于收到日期"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=words):
            actions.attach(actor, holder("report"), made.pk, files, happened=happened)
    with override_settings(FILES_MOST=2), pytest.raises(Invalid, match="最多2个文件，已有1个"):
        actions.attach(actor, holder("report"), made.pk, [paper(1), paper(2)], happened=world.DAY)
    gone = paper(3)
    store.path_of(gone.sha256).unlink()
    with pytest.raises(Invalid, match="请再选一次"):
        actions.attach(actor, holder("report"), made.pk, [gone], happened=world.DAY)
    many = {"papers": [sent(f"{number}.pdf", PDF) for number in range(11)], "happened": "2026-11-20"}
    page = pages.send(site.users["secretary"], "add", "report", made.pk, **many)
    assert (page.status_code, "一次最多10个文件" in text(page), ReportFile.objects.count()) == (400, True, 1)


def test_a_matter_that_wants_evidence_is_content_with_a_file(site: Evidence) -> None:
    with pytest.raises(Invalid, match="请附材料"):
        site.report(wants_evidence=True)
    assert site.report(paper(), wants_evidence=True).files.count() == 1


@pytest.mark.parametrize("address", ["evidence:add", "ledger:quick", "ledger:quick-for", "ledger:act"])
def test_sec_64_the_notice_stands_at_every_field_for_files(site: Evidence, address: str) -> None:
    task = site.task("doing", site.county.north_branch, "town_clerk")
    keys = {"evidence:add": ["report", site.report().pk], "ledger:act": [task.pk, "report"]}.get(address, [])
    user = site.users["town_clerk" if address == "ledger:quick-for" else "secretary"]
    page = said(client_of(user).get(reverse(address, args=keys)))
    field = page[page.index('type="file"') :][:1500]
    assert ("不得上传身份证、花名册、涉密材料。" in field, "multiple" in page, "capture" in page) == (True, True, False)


def test_one_entry_from_the_phone_with_a_photo(site: Evidence) -> None:
    body = {"layer": "party", "whom": "书记", "happened": "2026-11-23", "promise": "", "promise_due": ""}
    answer = Pages("ledger").send(site.users["secretary"], "quick", **body, papers=[sent("IMG_1.jpg", jpeg())])
    row = holder("activity").model.objects.get()
    assert answer.headers["Location"] == reverse("ledger:activity", args=[row.thing_id])
    assert (row.name, row.happened, row.received) == ("IMG_1.jpg", date(2026, 11, 23), world.DAY)
    wrong = Pages("ledger").send(
        site.users["secretary"], "quick", **body | {"whom": "别人"}, papers=[sent("a.jpg", PDF)]
    )
    assert (wrong.status_code, holder("activity").model.objects.count()) == (400, 1)


# --- used again -------------------------------------------------------------------------------------------------------


def test_the_same_material_serves_other_matters_and_lies_there_once(site: Evidence) -> None:
    photo = take()
    site.report(photo)
    thing(site, "activity", photo)
    user, result = site.users["secretary"], site.objection()
    form = text(pages.get(user, "add", "objection", result.pk))
    assert form.count(f'value="{photo.sha256}"') == 1
    answer = pages.send(user, "add", "objection", result.pk, earlier=photo.sha256, happened="2026-11-20")
    assert (answer.status_code, result.files.get().name) == (302, "走访.jpg")
    assert (StoredFile.objects.count(), len([1 for sha256, _ in store.stored() if sha256 == photo.sha256])) == (1, 1)


def test_sec_15_only_the_units_own_material_is_offered_and_taken(site: Evidence) -> None:
    theirs, mine = paper(21), site.report()
    doing.enter(site.answers(site.county.south_branch), site.county.south_branch.pk, TALK, files=[theirs])
    actor = site.actor("lead_clerk")
    assert queries.earlier(actor, [site.county.north_branch.pk]) == []
    assert [one.sha256 for one, _ in queries.earlier(actor, [site.county.south_branch.pk])] == [theirs.sha256]
    assert queries.earlier(site.actor("secretary"), [site.county.south_branch.pk]) == []
    assert queries.earlier(actor, []) == []
    body = {"earlier": theirs.sha256, "happened": "2026-11-20"}
    assert pages.send(site.users["secretary"], "add", "report", mine.pk, **body).status_code == 400
    forged = {"kept": "W1sieCJdXQ:1a:b", "happened": "2026-11-20"}
    assert pages.send(site.users["secretary"], "add", "report", mine.pk, **forged).status_code == 400
    assert ReportFile.objects.count() == 0


# --- withdrawing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", HOLDERS)
def test_sec_61_withdrawn_it_stays_to_be_read_and_opens_for_nobody(site: Evidence, code: str) -> None:
    made = thing(site, code, take(), paper())
    row = holder(code).model.objects.filter(thing=made).first()
    user = site.users["town_clerk" if code == "entry" else "secretary"]
    assert pages.send(user, "withdraw", code, row.pk, reason=" ").status_code == 400
    answer = pages.send(user, "withdraw", code, row.pk, reason="交错了")
    row.refresh_from_db()
    assert (answer.status_code, row.gone_on, row.gone_why, last().code) == (
        302,
        world.DAY,
        "交错了",
        "evidence.withdrawn",
    )
    assert last().after == {"files": str(row), "reason": "交错了"}
    opened = [
        pages.get(site.users[who], name, code, row.pk).status_code
        for who in ("lead_clerk", "secretary")
        for name in ("file", "look")
    ]
    assert opened == [404] * 4
    page = said(client_of(user).get(holder(code).back(made).url))
    assert ("交错了" in page, pages.send(user, "withdraw", code, row.pk, reason="再撤").status_code) == (True, 404)
    with pytest.raises(Refused):
        actions.withdraw(
            site.actor("lead_clerk" if code == "entry" else "secretary"), holder(code), row.pk, reason="再撤"
        )


def test_what_should_never_have_come_goes_from_the_disk_too(
    site: Evidence, django_capture_on_commit_callbacks: Any
) -> None:
    taken = paper(1)
    first, second = site.report(taken).files.get(), site.report(taken).files.get()
    actor = site.actor("secretary")
    with pytest.raises(Invalid, match="别处还用着1次"):
        actions.withdraw(actor, holder("report"), first.pk, reason="有身份证号", erase=True)
    first.refresh_from_db()
    assert first.gone_on is None
    actions.withdraw(actor, holder("report"), first.pk, reason="有身份证号")
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(actor, holder("report"), second.pk, reason="有身份证号", erase=True)
    assert not store.path_of(taken.sha256).exists()
    assert (audit().missing, audit().count) == ((), 0)
    assert Line.objects.latest("pk").code == "evidence.erased"
    again = site.report(paper(1)).files.get()
    assert (again.file_id, again.file.erased, store.path_of(taken.sha256).exists()) == (second.file_id, None, True)


def test_only_those_it_belongs_to_withdraw_and_may_hand_it_in_anew(site: Evidence) -> None:
    made = site.report(paper())
    row = ReportFile.objects.get()
    with pytest.raises(Refused):
        actions.withdraw(site.actor("lead_head"), holder("report"), row.pk, reason="x")
    actions.withdraw(site.actor("secretary"), holder("report"), row.pk, reason="x")
    assert queries.earlier(site.actor("secretary"), [site.county.north_branch.pk]) == []
    actions.attach(site.actor("secretary"), holder("report"), made.pk, [paper()], happened=world.DAY)
    assert [bool(one.gone_on) for one in ReportFile.objects.all()] == [True, False]


# --- how many queries -------------------------------------------------------------------------------------------------


def asked(client: Any, where: str) -> int:
    """Queries of a page that was opened before."""
    client.get(where)
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200
    return len(found)


@pytest.mark.parametrize("code", HOLDERS)
def test_three_files_cost_as_many_queries_as_one(site: Evidence, code: str) -> None:
    made = thing(site, code, paper())
    client = client_of(site.users["town_clerk" if code == "entry" else "secretary"])
    where = holder(code).back(made).url
    one = asked(client, where)
    who = site.actor("town_clerk" if code == "entry" else "secretary")
    actions.attach(who, holder(code), made.pk, [paper(1), paper(2)], happened=world.DAY)
    assert (asked(client, where), Report.objects.count() <= 1) == (one, True)


# --- from a figure to its file ----------------------------------------------------------------------------------------


def test_n1_an_opened_figure_leads_to_the_file_and_several_to_the_entry(site: Evidence) -> None:
    made = site.seen(take())
    row, rounds = made.round, site.rounds()
    rounds.compute(row)
    rounds_actions.feed_back(rounds.actor("lead_clerk"), row.pk, version=None)
    result = next(one for one in rounds.results(row).values() if one.member_id == made.member_id)
    client, card = client_of(site.users["secretary"]), reverse("rounds:card", args=[result.pk])
    file = made.files.get()
    page = said(client.get(card, {"open": "A1"}))
    assert [
        word in page for word in (f'href="/evidence/entry/{file.pk}/"', "走访.jpg", "11月24日的，11月24日收到")
    ] == [True] * 3
    assert client.get(f"/evidence/entry/{file.pk}/").status_code == 200
    assert "走访.jpg" not in said(client.get(card, {"open": "A2"}))
    assert client_of(site.users["south_secretary"]).get(f"/evidence/entry/{file.pk}/").status_code == 404
    EntryFile.objects.create(
        thing=made,
        file=keep(paper(), world.NOW),
        name="纪要.pdf",
        happened=world.DAY,
        received=world.DAY,
        by="甲",
        at=world.NOW,
    )
    assert "2份材料" in said(client.get(card, {"open": "A1"}))
