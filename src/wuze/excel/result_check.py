"""等次与名额, 校验: what the result rests on, so that another can check it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wuze.excel.locate import Located
from wuze.excel.page import Page, section
from wuze.excel.seal import LABEL
from wuze.excel.styles import Book, Column, Styled, Value
from wuze.scoring.exact import plain
from wuze.scoring.model import Scheme
from wuze.scoring.results import Flag, Quota, Results, StageDifference
from wuze.scoring.wording import missing_ids, name_of, percent, title_of

_QUOTA_HEADS = ("分组", "等次", "计入基数", "比例", "取整", "名额", "取用", "名额满降等", "线上同分")


def write_quotas(book: Book, results: Results) -> None:
    """等次与名额: per group base, share, places, taken, dropped and tied; then how many stand in each grade."""
    scheme: Scheme = results.scheme
    heads = ["分组", *[grade.name for grade in scheme.grades], "暂定", "不参评", "合计"]
    size = max(len(_QUOTA_HEADS), len(heads))
    widths = [16, 10, 10, 10, 10, 10, 10, 34, 34, *[10.0] * size]
    columns = [
        Column(head, width, "center") for head, width in zip([*_QUOTA_HEADS, *[""] * size], widths, strict=False)
    ]
    page = Page(book, "等次与名额", f"{title_of(scheme)}等次与名额", columns[:size], filtered=False)
    names = {one.id: one.name for one in results.subjects}
    for quota in results.quotas:
        page.row(_padded(_quota_row(quota, scheme, names), size))
    if not results.quotas:
        page.row(_padded([Styled("本方案没有名额限制", "text")], size))
    page.row(_padded([], size))
    page.row(_padded([Styled(head, "head") for head in heads], size))
    for row in grade_counts(results):
        page.row(_padded(row, size))
    page.end()


def _quota_row(quota: Quota, scheme: Scheme, names: dict[str, str]) -> list[Value | Styled]:
    grade = next((one for one in scheme.grades if one.name == quota.grade), None)
    share = percent(grade.share) if grade is not None and grade.share is not None else ""
    rounding = grade.rounding if grade is not None else ""
    lists = [
        Styled("、".join(names.get(id, id) for id in ids), "text")
        for ids in (_not(quota.dropped, quota.tied), quota.tied)
    ]
    return [quota.group or "全部", quota.grade, quota.base, share, rounding, quota.places, quota.taken, *lists]


def _not(ids: Sequence[str], others: Sequence[str]) -> list[str]:
    return [id for id in ids if id not in others]


def grade_counts(results: Results) -> list[list[Value | Styled]]:
    """A row for each group (and one for all, where there are several): count by grade, 暂定, 不参评, together."""
    scheme: Scheme = results.scheme
    groups = list(dict.fromkeys(one.group for one in results.subjects))
    rows: list[list[Value | Styled]] = []
    for group in [*groups, ...] if len(groups) > 1 else groups:
        inside = [one for one in results.subjects if group is ... or one.group == group]
        out = sum(Flag.NOT_RANKED in one.flags for one in inside)
        waiting = sum(one.provisional and Flag.NOT_RANKED not in one.flags for one in inside)
        counted = Counter(one.grade for one in inside)
        label = "合计" if group is ... else group or "全部"
        rows.append([label, *[counted[grade.name] for grade in scheme.grades], waiting, out, len(inside)])
    return rows


_WIDTHS = (24, 26, 24, 46, 46)


def write_check(book: Book, results: Results, warnings: Sequence[Located]) -> None:
    """校验: scheme and digest, engine, counts; the seal of the sheets before; then what is missing, stage differences, warnings."""
    scheme: Scheme = results.scheme
    columns = [Column(head, width) for head, width in zip(("项目", "内容", "", "", ""), _WIDTHS, strict=True)]
    page = Page(book, "校验", f"{title_of(scheme)}校验", columns, filtered=False)
    for label, value in [*_facts(results, warnings), (LABEL, book.seal.line())]:
        page.row([label, Styled(value, "loose"), *[Styled(None, "loose")] * 3])
    _missing(page, results)
    _stages(page, results.stage_differences, scheme, {one.id: one.name for one in results.subjects})
    _table(page, "提醒", ("文件", "工作表", "单元格", "问题", "怎么改"),
           [(one.file, one.sheet, one.cell, one.finding.problem, one.finding.fix) for one in warnings])  # fmt: skip
    page.end()


def _facts(results: Results, warnings: Sequence[Located]) -> list[tuple[str, Value]]:
    scheme: Scheme = results.scheme
    subjects = results.subjects
    return [
        ("方案", scheme.name),
        ("年度", str(scheme.year) if scheme.year is not None else ""),
        ("版本", scheme.edition),
        ("方案摘要（SHA-256）", results.digest),
        ("计分口径版本", results.engine),
        ("考核对象", f"{len(subjects)} 个"),
        ("暂定", f"{sum(one.provisional for one in subjects)} 个"),
        ("不参评", f"{sum(Flag.NOT_RANKED in one.flags for one in subjects)} 个"),
        ("缺项", f"{sum(len(one.missing) for one in subjects)} 处"),
        ("提醒", f"{len(warnings)} 条"),
    ]


def _missing(page: Page, results: Results) -> None:
    scheme: Scheme = results.scheme
    by_item: dict[str, list[str]] = {}
    for one in results.subjects:
        for id in missing_ids(one):
            by_item.setdefault(id, []).append(one.name)
    counts = [(name_of(scheme, id), f"{len(names)} 个", _providers(scheme, id), _some(names), "")
              for id, names in by_item.items()]  # fmt: skip
    _table(page, "缺项（按指标）", ("指标", "缺几个", "数据来源", "哪些", ""), counts)
    rows = [(one.id, one.name, f"{len(one.missing)} 项", "、".join(one.missing), "")
            for one in results.subjects if one.missing]  # fmt: skip
    _table(page, "缺项（按对象）", ("编号", "名称", "缺几项", "哪些指标", ""), rows)


def _some(names: Sequence[str], most: int = 20) -> str:
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "")


def _providers(scheme: Scheme, id: str) -> str:
    """Who provides what an item reads: the clauses' 数据来源, else the data items' 来源."""
    item = scheme.item_by_id.get(id)
    if item is None:
        return ""
    read = [scheme.element_by_id[one].origin for clause in item.clauses for one in clause.elements
            if one in scheme.element_by_id]  # fmt: skip
    return "、".join(dict.fromkeys(word for word in [*[clause.source for clause in item.clauses], *read] if word))


def _stages(page: Page, found: Sequence[StageDifference], scheme: Scheme, names: dict[str, str]) -> None:
    rows = [
        (names.get(one.subject, one.subject), name_of(scheme, one.item),
         plain(abs(one.first_points - one.second_points)) + "分",
         f"{one.first} {plain(one.first_points)}分：{one.first_reason}",
         f"{one.second} {plain(one.second_points)}分：{one.second_reason}")
        for one in found
    ]  # fmt: skip  # one row
    _table(page, "各阶段评分相差较大", ("名称", "指标", "相差", "前一阶段", "后一阶段"), rows)


def _table(page: Page, title: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    page.row([Styled(None, "note")] * len(heads))
    section(page, f"{title}{'' if rows else '：没有'}")
    if rows:
        page.row([Styled(head, "head") for head in heads])
    for row in rows:
        page.row(list(row))


def _padded(row: Sequence[Value | Styled], size: int) -> list[Value | Styled]:
    return [*row, *[Styled(None, "note")] * (size - len(row))]
