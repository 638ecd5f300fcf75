"""Filled 评分表 beside each other, beside the scheme and beside the 名录: what contradicts, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.excel.locate import Located
from wuze.excel.score_sheets.plan import applies
from wuze.excel.score_sheets.read import Scored, ScoreForm
from wuze.scoring.exact import plain
from wuze.scoring.facts import STAGES, Facts
from wuze.scoring.loading.sheet import as_number
from wuze.scoring.methods.base import Cohort
from wuze.scoring.model import Item, Scheme
from wuze.scoring.reader import View
from wuze.scoring.tables import Finding, Level, Place
from wuze.scoring.text import key

_MOST_NAMED = 20


def without_copies(forms: Sequence[ScoreForm]) -> tuple[list[ScoreForm], list[Located]]:
    """The forms that count, and what several of one unit and stage say of each other.

    A copy filled alike counts once (a reminder); sheets of differently named scorers are combined (a reminder); any
    other second sheet is a fault. A form nobody has filled contradicts nothing.
    """
    kept: list[ScoreForm] = []
    found: list[Located] = []
    first: dict[tuple[str, str], list[ScoreForm]] = {}
    for form in forms:
        others = first.setdefault(form.about, [])
        if not form.filled:
            kept.append(form)
            continue
        twin = next((other for other in others if other.content == form.content), None)
        if twin is not None:
            what = f"与“{_where(twin)}”完全相同，只计一次"
            found.append(form.finding("sheet_repeated", form.unit.cell, what, "可删去一份", Level.WARNING))
            continue
        if others:
            found.append(_second(form, others))
        others.append(form)
        kept.append(form)
    return kept, found


def _second(form: ScoreForm, others: Sequence[ScoreForm]) -> Located:
    stage = form.about[1]
    names = [key(other.scorer.text) for other in (*others, form)]
    if all(names) and len(set(names)) == len(names):
        what = f"{form.unit.text}的{stage}有{len(names)}张评分表（{'、'.join(names)}），按“评委合成”合成"
        return form.finding(
            "sheet_raters", form.unit.cell, what, "核对是几位评分人各评一张；不是的只留一张", Level.WARNING
        )
    what = f"{form.unit.text}的{stage}有两张评分表，内容不同：另一张是“{_where(others[-1])}”"
    return form.finding("sheet_twice", form.unit.cell, what, "只留一张；几位评分人各评一张的，在每张上写明评分人")


def _where(form: ScoreForm) -> str:
    return f"{form.file}!{form.sheet}"


def check_forms(forms: Sequence[ScoreForm], scheme: Scheme, facts: Facts, folder: str) -> list[Located]:
    """What the scheme and the 名录 say of the forms; ``folder`` names the place where sheets were looked for."""
    if not forms:
        return []
    view = View(scheme, facts, lambda _: Cohort(()))
    subjects = {key(subject.id): subject for subject in facts.subjects}
    items = {key(item.id): item for item in scheme.items}
    found: list[Located] = []
    for form in forms:
        subject = subjects.get(key(form.unit.text))
        if subject is None:
            continue
        if form.name.text and key(form.name.text) != key(subject.name):
            what = f"编号“{subject.id}”在名录里是“{subject.name}”，这张表上写“{form.name.text}”"
            found.append(form.finding("name_differs", form.name.cell, what, "核对是不是填错了表", Level.WARNING))
        view.at(subject)
        wanted = [item for item in scheme.items if applies(view, item)]
        found += _lines(form, items)
        found += _blanks(form, wanted) if form.filled else []
    return found + _absent(forms, facts, folder)


def _lines(form: ScoreForm, items: dict[str, Item]) -> list[Located]:
    found = []
    for row in form.rows:
        item, printed = items.get(key(row.code.text)), as_number(row.points.value)
        if item is not None and item.points is not None and printed is not None and printed != item.points:
            what = f"表上“{item.name}”的分值是{row.points.text}，方案里是{plain(item.points)}"
            fix = "方案改过的，用现在的方案重新发表；表上改过的，改回来并核对得分"
            found.append(form.finding("sheet_points", row.points.cell, what, fix))
        if row.reason.text and not row.score.text:
            what = f"“{row.code.text}”写了扣分原因，没有得分，按缺处理"
            found.append(form.finding("score_blank", row.score.cell, what, "填上得分", Level.WARNING))
        elif row.reason.text and row.by_data:
            what = f"“{row.code.text}”由数据计分，这里写的扣分原因没有采用"
            found.append(
                form.finding("score_blank", row.reason.cell, what, "写到数据的佐证里，或不必理会", Level.WARNING)
            )
    return found


def _blanks(form: ScoreForm, wanted: Sequence[Item]) -> list[Located]:
    """One reminder a form: the items that have neither 得分 nor a row."""
    rows: dict[str, Scored] = {key(row.code.text): row for row in form.rows}
    blank = [item.id for item in wanted if (row := rows.get(key(item.id))) is not None and not row.score.text]
    gone = [item.id for item in wanted if key(item.id) not in rows]
    found = []
    if blank:
        cell = rows[key(blank[0])].score.cell
        what = f"有{len(blank)}项没有得分，按缺处理：{_some(blank)}"
        found.append(form.finding("score_blank", cell, what, "补上得分；不适用的写“不适用”", Level.WARNING))
    if gone:
        what = f"表上少了{len(gone)}项，按缺处理：{_some(gone)}"
        found.append(form.finding("score_blank", form.unit.cell, what, "用 wuze sheets 重新写一张对照", Level.WARNING))
    return found


def _absent(forms: Sequence[ScoreForm], facts: Facts, folder: str) -> list[Located]:
    """One reminder: units of the 名录 with neither a filled sheet of 初评 or 复核 nor a 得分."""
    given = {form.about[0] for form in forms if form.filled and form.about[1] != STAGES[0]}
    names = [one.name for one in facts.subjects if key(one.id) not in given and one.id not in facts.scores]
    if not names:
        return []
    what = f"名录里有{len(names)}个单位没有交初评或复核的评分表，或还没有填：{_some(names)}"
    finding = Finding("sheet_missing", Place("得分"), what, "催收后放进来再算；不交的，各项按缺处理", Level.WARNING)
    return [Located(folder, "", "", finding)]


def _some(words: Sequence[str]) -> str:
    return "、".join(words[:_MOST_NAMED]) + ("等" if len(words) > _MOST_NAMED else "")
