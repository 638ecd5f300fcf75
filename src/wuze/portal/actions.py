"""The portal's acts: a complaint made and answered, a day's head of the trail issued, a person held back by a limit."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import WHOLE_FORM, Invalid, Refusal, refuse, same_version
from wuze.portal import policy, throttle
from wuze.portal.enums import About
from wuze.portal.models import LABEL, TEXT, Complaint, Looked
from wuze.trail import queries as trail
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.rules import masked
from wuze.trail.values import Thing, Who

SOMEBODY = Who("提意见的人")
"""Whoever complains stays unknown, in the trail too: no name, no account, no address."""


def complain(actor: Actor, *, about: str, text: str, page: str = "", sign: bool = False) -> Complaint:
    """Keep a complaint, telephone and ID numbers masked; ``sign`` leaves the post, so that it can be answered."""
    if about not in About.values or not text.strip() or len(text) > TEXT:
        raise Invalid("portal.complaint", {"text": f"请写明意见，不超过{TEXT}字。"})
    with transaction.atomic():
        row = Complaint.objects.create(
            about=about, text=masked(text.strip()), page=page[:LABEL], day=actor.today,
            post=actor.post[:LABEL] if sign and actor.user else "",
        )  # fmt: skip
        record("portal.complained", at=actor.at, who=SOMEBODY, thing=_thing(row), after={"about": row.about})
    return row


def answer_complaint(actor: Actor, pk: int, *, answer: str, version: int | None) -> Complaint:
    """What was done about it, visible to all who see the list."""
    if not answer.strip() or len(answer) > TEXT:
        raise Invalid("portal.answer", {"answer": f"请写怎么办的，不超过{TEXT}字。"})
    with transaction.atomic():
        row = Complaint.objects.select_for_update().get(pk=pk)
        refuse(policy.why_not_answer(actor, row))
        same_version(row.version, version)
        row.answer, row.answered_by, row.answered_on = answer.strip(), actor.name[:LABEL], actor.today
        row.version += 1
        row.save()
        after = {"answer": row.answer, "answered_on": row.answered_on}
        record("portal.complaint_answered", at=actor.at, who=actor.who(), thing=_thing(row), after=after,
               origin=actor.origin)  # fmt: skip
    return row


def issue_head(actor: Actor, day: date) -> int:
    """Fix a day's head as it stands, to be printed, signed and kept elsewhere; the number of the entry that says so."""
    found = next(iter(trail.heads(day, day + timedelta(days=1))), None)
    if found is None:
        raise Invalid("portal.no_head", {WHOLE_FORM: "这一天没有留痕，没有可以出具的。"})
    after = {"day": found.day, "count": found.count, "number": found.number, "hash": found.hash}
    with transaction.atomic():
        entry = record("portal.head_issued", at=actor.at, who=actor.who(), after=after, origin=actor.origin,
                       thing=Thing("trail.head", day.isoformat(), f"{day.isoformat()}日末哈希"))  # fmt: skip
    return entry.number


def hold_back(actor: Actor, limit: throttle.Limit) -> Refusal | None:
    """Count one use. Over the limit it is refused, and the first time in its span the trail says so (SEC-54); not each
    time, or whoever knocks a thousand times fills the trail."""
    number = throttle.used(limit, actor)
    if number <= limit.number:
        return None
    if number == limit.number + 1:
        with transaction.atomic():
            record("portal.limited", at=actor.at, who=actor.who(), after={"limit": limit.name, "noun": limit.noun},
                   thing=Thing("portal.limit", limit.name, limit.noun), result=Result.REFUSED,
                   origin=actor.origin)  # fmt: skip
    return limit.refusal


def _thing(row: Complaint) -> Thing:
    return Thing("portal.complaint", str(row.pk), str(row))


@transaction.atomic
def look(actor: Actor, upto: int) -> None:
    """都看过了: today's reminders, and news up to an entry; never back. Of all acts the one that leaves no entry: who read
    what when is nobody's business."""
    row, _ = Looked.objects.select_for_update().get_or_create(user=actor.user, defaults={"day": actor.today})
    row.number = max(row.number, min(upto, trail.last_link().number))
    row.day = actor.today
    row.save(update_fields=["number", "day"])
