"""One unit's page: what is asked of it, each with at most two verbs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Tag, Verb
from wuze.ledger import policy, rules
from wuze.ledger.addresses import url
from wuze.ledger.enums import ReportKind
from wuze.ledger.enums import TaskState as S
from wuze.ledger.models import Task
from wuze.ledger.pages.shared import late_tags
from wuze.ledger.tables import light_of


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that is asked: light, node, title, a sentence, at most two verbs."""

    title: str
    url: str
    light: Light
    due: date | None
    detail: str
    verbs: tuple[Verb, ...] = ()
    tags: tuple[Tag, ...] = ()


def cards(actor: Actor, tasks: Iterable[Task]) -> list[Card]:
    """What is asked of a unit. Verbs only for whoever answers for it."""
    found = []
    for task in tasks:
        own = policy.why_not_report(actor, task) is None and policy.why_must_enter_for(actor, task.lead) is None
        detail = task.requirement if len(task.requirement) <= 46 else f"{task.requirement[:45]}…"
        verbs = card_verbs(task, actor.today) if own else ()
        tags = (*late_tags(task), *_report_tag(task, actor.today))
        found.append(Card(task.title, url("task", task.pk), light_of(actor, task), task.due, detail, verbs, tags))
    return found


def _report_tag(task: Task, today: date) -> tuple[Tag, ...]:
    near = rules.report_light(task.report_due, today)
    return (Tag(f"该汇报，{near.word}", "ask"),) if near else ()


def card_verbs(task: Task, today: date) -> tuple[Verb, ...]:
    """At most two: the one to do, and a way to say no (or that nothing is new)."""
    version = (("version", str(task.version)),)
    nil = Verb("没有新情况", url("act", task.pk, "nil"), hidden=version)
    no = Verb("办不了", f"{url('act', task.pk, 'report')}?kind={ReportKind.HARD}", "get")
    if task.nil_ok and task.state != S.RETURNED:
        return Verb("有情况，写汇报", url("act", task.pk, "report"), "get"), nil
    if task.state == S.ISSUED:
        return Verb("签收", url("act", task.pk, "receive"), hidden=version), no
    write = Verb("补充" if task.state == S.RETURNED else "写汇报", url("act", task.pk, "report"), "get")
    if task.report_due is not None and (task.report_due - today).days <= 10:
        return write, nil
    return write, no
