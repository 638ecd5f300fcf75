"""For the administrators and the head of the lead office: the trail's head on paper, backups, complaints."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.frame import address
from wuze.kernel.web.templatetags.wuze import cn_full_date
from wuze.kernel.workdays import add_working_days
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.models import Complaint
from wuze.portal.providers.terms import BACKED_UP, BACKUP_DAYS, COMPLAINT_DAYS, HEAD_DAYS, RELINK_DAYS
from wuze.trail.models import Entry


def trail_head(actor: Actor) -> Queue | None:
    """For the audit administrator: a head that has not been issued nor the trail exported for a month."""
    if not actor.may(Capability.TRAIL):
        return None

    def line(last: Entry) -> Line | None:
        due = timezone.localdate(last.at) + timedelta(days=HEAD_DAYS)
        said = f"上次是{cn_full_date(timezone.localdate(last.at))}"
        return None if due > actor.today + timedelta(days=3) else _head(said, due)

    rows = Entry.objects.filter(code__in=("portal.head_issued", "trail.exported")).only("at")
    return Queue(rows, line, 1, _head("还没有出具过", actor.today))


def _head(said: str, due: date) -> Line:
    url = address("trail-heads")
    detail = f"{said}。哈希留在纸上、放在别处，改了记录才查得出来。"
    return Line("mine", "出具日末哈希，打印留存", url, detail, due, verb=Verb("去出具", url, "get"))


def complaints(actor: Actor) -> Queue | None:
    """For the head of the lead office: complaints without an answer, each with five working days."""
    if Role.LEAD_HEAD not in actor.roles:
        return None
    return Queue(Complaint.objects.filter(answer="").order_by("id"), _complaint)


def _complaint(row: Complaint) -> Line:
    url = place("complaint-answer", str(row.pk))
    text = row.text if len(row.text) <= 40 else f"{row.text[:40]}…"
    due = add_working_days(row.day, COMPLAINT_DAYS).end
    return Line("mine", f"答复意见：{row}", url, f"“{text}”", due, verb=Verb("写答复", url, "get"))


def relinked(actor: Actor) -> Queue | None:
    """For all three administrators: what was done to one of their accounts on the server, for a month."""
    if not actor.may(Capability.CONFIRM_GRANTS):
        return None
    since = timezone.make_aware(datetime.combine(actor.today - timedelta(days=RELINK_DAYS), time()))
    page = "trail-entry" if actor.may(Capability.TRAIL) else ""
    return Queue(Entry.objects.filter(code="accounts.relinked", at__gte=since), lambda row: _relinked(row, page))


def _relinked(row: Entry, page: str) -> Line:
    url = place(page, str(row.number)) if page else ""
    detail = f"{cn_full_date(row.at)}，理由：{(row.after or {}).get('reason')}。不是您知道的事，马上查服务器。"
    light, verb = Light("amber", "请核对"), Verb("看留痕", url, "get") if url else None
    return Line("mine", f"服务器上给{row.thing_label}重开了登录链接", url, detail, light=light, verb=verb)


def backup(actor: Actor) -> Queue | None:
    """For the system administrator: the age of the last backup, as the trail has it."""
    if not actor.may(Capability.SITE):
        return None

    def line(last: Entry) -> Line | None:
        day = timezone.localdate(last.at)
        old = day < actor.today - timedelta(days=BACKUP_DAYS)
        return _backup(f"上次备份是{day.month}月{day.day}日") if old else None

    return Queue(Entry.objects.filter(code=BACKED_UP).only("at"), line, 1, _backup("还没有备份过"))


def _backup(said: str) -> Line:
    url = address("accounts:site")
    verb = Verb("看本站设置", url, "get") if url else None
    detail = f"{said}。每天备份一次：在服务器上运行 wuze backup。"
    return Line("mine", "备份", url, detail, light=Light("red", "没有新备份"), verb=verb)
