"""The body of a task's page: who owes what, how the node came about, what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Tag, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.kernel.workdays import CHINA
from wuze.ledger import calendar, policy, queries, rules, states
from wuze.ledger.addresses import url
from wuze.ledger.enums import AskState, ReportKind
from wuze.ledger.enums import TaskState as S
from wuze.ledger.evidence import REPORT
from wuze.ledger.models import Cooperator, Extension, Report, Task
from wuze.ledger.pages.shared import late_tags
from wuze.ledger.tables import light_of
from wuze.registry.evidence import pages as evidence
from wuze.registry.evidence.pages import Files
from wuze.registry.rules import cn


@dataclass(frozen=True, slots=True)
class Owed:
    """One line: part, unit and post, what, until when, whether it came, and what may be done."""

    part: str
    unit: str
    post: str
    gives: str
    due: date | None
    light: Light
    tags: tuple[Tag, ...] = ()
    verb: Verb | None = None
    term: str = ""


def owed(actor: Actor, task: Task, cooperators: Iterable[Cooperator], holders: Mapping[int, str]) -> list[Owed]:
    """The lead, those who help, the issuer as the one who answers."""
    helpers = list(cooperators)
    found = [
        Owed(
            "牵头",
            str(task.lead),
            _post(task.post, holders),
            task.standard,
            task.due,
            _lead_light(task, actor.today),
            late_tags(task),
        )
    ]
    found += [_helper(actor, task, one, holders) for one in helpers]
    if task.issued_on:
        light, term = _issuer_light(actor, task), f"收到后{rules.REVIEW}天"
        found.append(Owed("审核、核验", str(task.issuer), "", "认可或退回，核验销号", None, light, term=term))
    return found


def _post(post: object, holders: Mapping[int, str]) -> str:
    if post is None:
        return "没有定岗位"
    return f"{getattr(post, 'title', '')} {holders.get(getattr(post, 'pk', 0), '缺人')}"


def _lead_light(task: Task, today: date) -> Light:
    if task.finished_on:
        return Light("green", f"{cn_date(task.finished_on)}交")
    left = rules.light(task.turn_due if task.state in states.WITH_LEAD else None, today)
    return Light(left.state, left.word) if left else Light("none", "没轮到")


def _issuer_light(actor: Actor, task: Task) -> Light:
    if task.state in {S.REPORTED, S.DONE}:
        return light_of(actor, task)
    return Light("green", "核验了") if task.state == S.CLOSED else Light("none", "没轮到")


def _helper(actor: Actor, task: Task, one: Cooperator, holders: Mapping[int, str]) -> Owed:
    one.task = task
    verb = Verb("交了", url("hand-in", one.pk), "get") if policy.why_not_hand_in(actor, one) is None else None
    if one.handed_on:
        days = rules.late_days(one.due, one.handed_on)
        tags = ((Tag(f"迟{days}天", "late"),) if days else ()) + ((Tag("代录"),) if one.on_behalf else ())
        return Owed(
            "协办",
            str(one.unit),
            _post(one.post, holders),
            one.gives,
            one.due,
            Light("green", f"{cn_date(one.handed_on)}交"),
            tags,
        )
    left = rules.light(one.due, actor.today)
    assert left is not None  # noqa: S101 - a co-operator always has a day
    live = task.state in states.OPEN
    light = Light(left.state, left.word) if live else Light("none", "没有交")
    return Owed("协办", str(one.unit), _post(one.post, holders), one.gives, one.due, light, verb=verb)


# --- how the node came about ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Derivation:
    """The node in weeks and sentences, and where the year's holidays come from."""

    weeks: tuple[calendar.Week, ...]
    steps: tuple[str, ...]
    source: str
    outcome: str


def derivation(task: Task, extensions: Sequence[Extension], today: date) -> Derivation:
    """From issue, by extensions; a task that was begun anew has the node that was set then."""
    agreed = [(one.old, one.new, one.days) for one in extensions if one.state == AskState.AGREED]
    due = rules.planned(task.issued_on or today, task.due, task.term)
    first = agreed[0][0] if agreed else due
    if task.ended_why and task.state != S.CANCELLED and (not agreed or agreed[-1][1] != due):
        return Derivation((), (f"重新办时定的：{cn(due)}。{task.ended_why}",), "", _outcome(task))
    steps = rules.how_it_came(task.issued_on, task.term, due, agreed)
    years = sorted({day.year for day in (task.issued_on or today, due)})
    source = "、".join(f"{year}年放假{CHINA.sources.get(year, '未确认')}" for year in years)
    shown = calendar.weeks(task.issued_on, min(first, due), due, today) if task.issued_on else ()
    return Derivation(shown, tuple(steps), source, _outcome(task))


def _outcome(task: Task) -> str:
    if task.finished_on is None or task.due is None:
        return f"{cn(task.due)}24时前反馈，算按时。" if task.due else ""
    end = f"迟{task.late}天" if task.late else "按时"
    return f"{cn_date(task.finished_on)}收到反馈，{end}。"


# --- reports ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with its marks, and whether a difficulty can be answered here."""

    row: Report
    tags: tuple[Tag, ...]
    verb: Verb | None
    files: Files


def reports(actor: Actor, rows: Iterable[Report], task: Task) -> list[Shown]:
    """Newest first."""
    own = task.issuer_id in queries.own_units(actor, Capability.EDIT_TASKS)
    found = []
    for row in rows:
        tags = [Tag(f"迟{row.late}天", "late")] if row.late else []
        tags += [Tag("代录")] if row.on_behalf else []
        hard = row.kind == ReportKind.HARD and row.decided_on is None and task.state in states.WITH_LEAD
        row.task = task
        verb = Verb("答复", url("answer", row.pk), "get") if hard and own else None
        found.append(Shown(row, tuple(tags), verb, evidence.files(actor, REPORT, row, row.files.all())))
    return found
