"""Issue, use, void. The right over the unit is the caller's policy (``registry.links``); here the right as such."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from wuze.accounts.enums import Capability, LinkState
from wuze.accounts.links import rules, tasks
from wuze.accounts.links.queries import MISSED
from wuze.accounts.models import OneTimeLink
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused, Stale, refuse, same_version
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.values import Row, Thing

KIND = "accounts.link"


def thing_of(link: OneTimeLink) -> Thing:
    """A link as the trail names it; never its token."""
    return Thing(KIND, str(link.pk), str(link))


def why_not_issue(actor: Actor) -> Refusal | None:
    """Towns and sector committees, and the lead office, for the branches they manage."""
    if actor.may(Capability.BRANCH_ACCOUNTS):
        return None
    return Refusal("link.no_right", "一次性链接由管这个党组织账号的单位开。")


@transaction.atomic
def issue(
    actor: Actor, task: str, *, unit: int, unit_label: str, thing: Thing, for_name: str, days: int = rules.DAYS
) -> tuple[OneTimeLink, str]:
    """A fresh link and its token, which is returned here once and kept nowhere. An open one for the same is voided."""
    refuse(why_not_issue(actor))
    faults = {"days": fault} if (fault := rules.days_fault(days)) else {}
    if not for_name.strip():
        faults["for_name"] = "请填给谁用，他的名字会记在留痕里。"
    if faults:
        raise Invalid("link.issue", faults)
    token = rules.new_token()
    olds = voided(actor, task, thing, for_name.strip())
    link = OneTimeLink(
        task=task, task_label=tasks.get(task).label, thing_key=thing.key, thing_label=thing.label, unit=unit,
        unit_label=unit_label, for_name=for_name.strip(), digest=rules.digest(token), issued_by=actor.name,
        issued_post=actor.post, issued_at=actor.at, expires_at=rules.expiry(actor.at, days),
    )  # fmt: skip
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        raise Stale("刚刚有人给同一个人开了同样的链接，请刷新看那一条。") from None
    for old in olds:
        old.replaced = link
        old.save(update_fields=["replaced"])
    record(
        "accounts.link_issued", at=actor.at, who=actor.who(), thing=thing_of(link),
        after={"task": link.task_label, "for": link.for_name, "unit": unit_label, "expires_at": link.expires_at},
        rows=[Row(thing_of(old), {"state": LinkState.OPEN.label}, {"state": LinkState.VOID.label}) for old in olds],
        origin=actor.origin,
    )  # fmt: skip
    return link, token


def voided(actor: Actor, task: str, thing: Thing, for_name: str) -> list[OneTimeLink]:
    """Open links of the same person for the same, closed now."""
    same = {"task": task, "thing_key": thing.key, "for_name": for_name, "state": LinkState.OPEN}
    olds = list(OneTimeLink.objects.select_for_update().filter(**same))
    for old in olds:
        end(actor, old)
    return olds


def end(actor: Actor, link: OneTimeLink) -> None:
    """Close it unused."""
    link.state, link.voided_by, link.voided_at, link.version = LinkState.VOID, actor.name, actor.at, link.version + 1
    link.save()


@transaction.atomic
def void(actor: Actor, link: int, *, version: int | None = None) -> OneTimeLink:
    """作废, while it is open."""
    refuse(why_not_issue(actor))
    row = OneTimeLink.objects.select_for_update().get(pk=link)
    same_version(row.version, version)
    if row.state != LinkState.OPEN:
        raise Refused(Refusal("link.closed", f"这条链接{row.get_state_display()}，不用再作废。"))
    end(actor, row)
    record(
        "accounts.link_voided", at=actor.at, who=actor.who(), thing=thing_of(row),
        before={"state": LinkState.OPEN.label}, after={"state": row.get_state_display()}, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def use(actor: Actor, link: int, what: str) -> OneTimeLink:
    """用掉: called by the view of the task after its own action, in the same transaction. Two at once: one wins."""
    row = OneTimeLink.objects.select_for_update().get(pk=link)
    if row.stands(actor.at) != LinkState.OPEN:
        raise Stale("这件事刚刚已经办过，这一次没有记。")
    row.state, row.used_at, row.version = LinkState.USED, actor.at, row.version + 1
    row.save()
    record(
        "accounts.link_used", at=actor.at, who=actor.who(source="一次性链接"), thing=thing_of(row),
        before={"state": LinkState.OPEN.label}, after={"state": row.get_state_display(), "what": what},
        origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def note_missed(actor: Actor) -> None:
    """A wrong token, without the token: what the limit counts."""
    record(
        MISSED, at=actor.at, who=actor.who(), thing=Thing(KIND, "", "一次性链接"), result=Result.REFUSED,
        origin=actor.origin,
    )  # fmt: skip
