"""The tree of one subject, from total to fact, in words a secretary understands.

Nothing here computes a score: figures and sentences come from the results; sums shown are sums of what is printed.
"""

from __future__ import annotations

from decimal import Decimal

from wuze.scoring.exact import Number, plain
from wuze.scoring.explain_item import item_node
from wuze.scoring.explain_read import Reader, score_node, veto_open
from wuze.scoring.facts import Facts
from wuze.scoring.margins import band_of
from wuze.scoring.model import Effect, Part, Poll, Scheme, Veto
from wuze.scoring.results import Quota, Results, SubjectResult
from wuze.scoring.totals import counts
from wuze.scoring.tree import Node, render
from wuze.scoring.wording import (
    missing_ids,
    missing_lines,
    name_of,
    part_sum,
    percent,
    state_word,
    title_of,
    why_not_sum,
)

__all__ = ["Node", "explain", "render"]


def explain(results: Results, facts: Facts, subject_id: str) -> list[Node]:
    """The tree of one subject: total, rank, grade, what is missing, then part by part down to the facts.

    Points are texts as printed. Raises KeyError for an id that is not in the results.
    """
    one = next((subject for subject in results.subjects if subject.id == subject_id), None)
    if one is None:
        raise KeyError(subject_id)
    scheme: Scheme = results.scheme
    head = Node(f"{one.name}（{one.id}）", f"{one.total:f} 分", _standing(one, results))
    parts = [_part_node(part, one, Reader(one.id, facts, scheme)) for part in scheme.parts]
    return [head, *_missing(one, facts, scheme), *parts]


def _standing(one: SubjectResult, results: Results) -> tuple[Node, ...]:
    scheme: Scheme = results.scheme
    shown = [one.parts.get(part.id) for part in scheme.parts]
    total = sum((points for points in shown if points is not None), Decimal(0))
    sums = " + ".join(f"{part.name} {_points(points)}" for part, points in zip(scheme.parts, shown, strict=True))
    nodes = [Node(title_of(scheme))]
    nodes.append(Node(f"总分 = {sums}" + (f"，{why_not_sum(one, scheme)}" if total != one.total else "")))
    nodes.append(_rank_node(one, results))
    return (*nodes, *_grade_nodes(one, results))


def _points(points: Decimal | None) -> str:
    return "缺" if points is None else f"{points:f}"


def _rank_node(one: SubjectResult, results: Results) -> Node:
    if one.rank is None:
        why = {"不参评": "不参加本次评定，不排名", "暂定": "有缺项，补齐前不排名、不定等次"}[state_word(one)]
        return Node(f"名次：{why}")
    ranked = [other for other in results.subjects if other.group == one.group and other.rank is not None]
    ties = sum(other.rank == one.rank for other in ranked) - 1
    where = f"“{one.group}”组" if one.group else "全部"
    return Node(f"名次：第 {one.rank} 名（{where} {len(ranked)} 个有名次{f'，另有 {ties} 个同分' if ties else ''}）")


def _grade_nodes(one: SubjectResult, results: Results) -> list[Node]:
    scheme: Scheme = results.scheme
    if not scheme.grades or one.grade is None:
        return _veto_nodes(one, scheme)
    why = [Node(_band_sentence(one, scheme)), *_veto_nodes(one, scheme)]
    quota = next((quota for quota in results.quotas if quota.group == one.group), None)
    if quota is not None and (one.grade == quota.grade or one.id in (*quota.dropped, *quota.tied)):
        why.append(_quota_node(one, quota, results))
    return [Node(f"等次：{one.grade}", "", tuple(why))]


def _band_sentence(one: SubjectResult, scheme: Scheme) -> str:
    at = band_of(one.total, scheme.grades) or 0
    band = scheme.grades[at]
    lowest = at == len(scheme.grades) - 1
    own = f"在最低一档“{band.name}”" if lowest or band.least is None else f"达到“{band.name}”线 {plain(band.least)} 分"
    higher = scheme.grades[at - 1] if at else None
    if higher is None or higher.least is None:
        return f"总分 {one.total:f} 分，{own}"
    return (
        f"总分 {one.total:f} 分，{own}；离“{higher.name}”线 {plain(higher.least)} 分差 {higher.least - one.total:f} 分"
    )


def _quota_node(one: SubjectResult, quota: Quota, results: Results) -> Node:
    scheme: Scheme = results.scheme
    grade = next(grade for grade in scheme.grades if grade.name == quota.grade)
    share = f" × {percent(grade.share)}（{grade.rounding}）" if grade.share is not None else ""
    rule = f"“{quota.grade}”名额：{quota.base} 个{share} = {quota.places} 个，取用 {quota.taken} 个"
    if one.id in quota.tied:
        return Node(f"{rule}；名额线上同分，分不出先后，同分的都没有进入")
    rule += "；名额已满，没有进入" if one.id in quota.dropped else "；占一个名额"
    return Node(rule + _tie_broken(one, quota, results))


def _tie_broken(one: SubjectResult, quota: Quota, results: Results) -> str:
    """At the quota line, who has the same total but stands on its other side, and what decided."""
    scheme: Scheme = results.scheme
    inside = one.grade == quota.grade
    rivals = [
        other
        for other in results.subjects
        if other.group == one.group and other.rank == one.rank and other.id != one.id and other.rank is not None
        and ((other.grade == quota.grade) != inside and (other.id in quota.dropped or one.id in quota.dropped))
    ]  # fmt: skip  # one condition
    if not rivals or not scheme.tie_break:
        return ""
    words = "、".join(
        scheme.element_by_id[name].name if kind == "element" else name_of(scheme, name)
        for kind, name in scheme.tie_break
    )
    names = "、".join(other.name for other in rivals)
    return f"；与{names}同为 {one.total:f} 分，按同分比较（依次看：{words}）列{'前' if inside else '后'}"


def _veto_nodes(one: SubjectResult, scheme: Scheme) -> list[Node]:
    return [Node(_veto_sentence(veto)) for veto in scheme.vetoes
            if (veto.name or veto.condition_text) in one.vetoes]  # fmt: skip


def _veto_sentence(veto: Veto) -> str:
    target = veto.grade if veto.effect in (Effect.CEILING, Effect.SET) else ""
    window = f"，回溯 {veto.window_text}" if veto.window_text else ""
    basis = "，".join(word for word in (veto.basis, veto.document) if word)
    return f"否决“{veto.name or veto.condition_text}”：{veto.condition_text}{window} → {veto.effect}{target or ''}（依据：{basis or '方案未写'}）"


def _missing(one: SubjectResult, facts: Facts, scheme: Scheme) -> list[Node]:
    lines = [Node(line) for id in missing_ids(one) for line in missing_lines(id, one, facts, scheme)]
    if one.provisional and not one.missing:
        lines += [Node(f"否决“{veto.name or veto.condition_text}”：条件“{veto.condition_text}”缺数据，结果取决于它")
                  for veto in scheme.vetoes if veto_open(veto.condition, one.id, facts)]  # fmt: skip
    return (
        [Node(f"缺 {len(one.missing)} 项，总分为暂定" if one.missing else "总分为暂定", "", tuple(lines))]
        if lines
        else []
    )


def _part_node(part: Part, one: SubjectResult, reader: Reader) -> Node:
    points = one.parts.get(part.id)
    full = f"（{plain(part.points)} 分）" if part.points else ""
    children = [Node(part_sum(part, one))] if part.items else _source_nodes(part, reader)
    children += [item_node(item, one, reader) for item in part.items]
    return Node(f"{part.name}{full}", _points(points) + ("" if points is None else " 分"), tuple(children))


def _source_nodes(part: Part, reader: Reader) -> list[Node]:
    if part.source == "票数":
        return _vote_nodes(reader.scheme.poll_by_name[part.target], part, reader)
    rule = "引用已有分数" + (f"，× {plain(part.points)} ÷ 100" if part.scaled else "")
    return [Node(rule), *reader.element(part.target, None, "")]


def _vote_nodes(poll: Poll, part: Part, reader: Reader) -> list[Node]:
    nodes = [Node(f"由“{poll.name}”的票数计分：得票按面值平均，占最高面值的比例 × {plain(part.points)} 分")]
    votes = reader.facts.votes.get(reader.id, {})
    for count in counts(poll, votes):
        cast = votes.get((poll.name, count.body), {})
        shown = "、".join(f"{option} {cast.get(option, 0)} 票{_face(face)}" for option, face in poll.options)
        got = f"，得 {percent(count.score)}" if count.score is not None else f"，有效票 {count.valid} 张，人数不足"
        nodes.append(Node(f"{count.body}（权重 {percent(count.weight)}）：{shown if cast else '没有票'}{got}"))
    return nodes + [score_node(score) for score in reader.facts.scores.get(reader.id, {}).get(part.id, ())]


def _face(face: Number | None) -> str:
    return "（不计）" if face is None else f"（面值{plain(face)}）"
