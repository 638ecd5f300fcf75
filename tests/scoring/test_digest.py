"""Scheme digest = SHA-256 of canonical JSON (NFC, sorted keys, normalised decimals)."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import fields

import pytest

from tests.scoring.build import Elements, Given, Row, Rows, row, scheme
from wuze.scoring.digest import canonical, digest
from wuze.scoring.methods.base import Method
from wuze.scoring.model import Scheme

ELEMENTS: Elements = {
    "会议": "次数", "到会率": "比率", "增收": "数值", "目标": "数值", "达标": "是否",
    "比": row(类型="数值", 公式="增收/目标"),
}  # fmt: skip  # one list
ITEMS: Rows = [
    row(编号="A1", 指标="三会一课", 分值=5, 方式="缺次扣", 参数="应4 每缺扣0.5", 数据项="会议", 条件="会议≥1"),
    row(编号="A2", 指标="到会", 分值=5, 方式="分档", 参数="≥95%:5;≥90%:3;其他:0", 数据项="到会率"),
    row(编号="A3", 指标="差额", 分值=5, 方式="差额扣", 参数="基准87% 每低3%扣0.5", 数据项="到会率"),
    row(编号="A4", 指标="增收", 分值=5, 方式="比标准", 参数="标准100 满5", 数据项="增收"),
    row(编号="A5", 指标="名次", 分值=5, 方式="名次", 参数="首名5 每降一名减2%", 数据项="增收"),
    row(编号="A6", 指标="达标", 分值=5, 方式="达到得", 参数="到会率≥95% 得2", 数据项=""),
    row(编号="A7", 指标="均分", 分值=5, 方式="倍数", 参数="×1/3", 数据项="会议"),
]
VETOES: Rows = [row(情形="不达标", 条件="达标=否", 回溯期="1年", 后果="不参评", 依据="办法")]


def of(items: Rows = ITEMS, elements: Elements = ELEMENTS, vetoes: Rows = VETOES, **head: Given) -> Scheme:
    return scheme(items, elements, vetoes=vetoes, head={"名称": "考核办法", "年度": 2026, "满分": 35, **head})


def changed(no: int, **columns: Given) -> list[Row]:
    return [{**one, **columns} if at == no else one for at, one in enumerate(ITEMS, 1)]


BASE = digest(of())


def test_it_is_a_sha_256() -> None:
    assert len(BASE) == 64
    assert hashlib.sha256(b"").digest_size * 2 == 64


@pytest.mark.parametrize(
    ("no", "columns"),
    [
        (1, row(参数="应４　每缺扣０．５分")),
        (1, row(参数=" 应 4 每缺扣 0.50 ")),
        (1, row(条件="会议 >= １")),
        (1, row(分值="5.0")),
        (2, row(参数="≥９５％：５；≥90%：3.0；其它：0")),
        (2, row(参数="≥0.95:5;≥0.9:3;其他:0")),
        (3, row(参数="基准0.87 每低0.03扣0.5 按步")),
        (4, row(参数="标准100.0 满5 正序")),
        (5, row(参数="首名5分，每降1名减2%")),
        (5, row(参数="首名5 每降一名减0.1")),  # 2 % of 5
        (6, row(参数="到会率>=0.95得2分")),
        (6, row(起评="")),
    ],
)
def test_the_same_however_it_was_typed(no: int, columns: Row) -> None:
    assert digest(of(changed(no, **columns))) == BASE


def test_other_sheets_however_they_were_typed() -> None:
    assert digest(of(vetoes=[{**VETOES[0], "条件": "达标 ＝ 否", "回溯期": "12个月"}])) == BASE
    assert digest(of(elements={**ELEMENTS, "比": row(类型="数值", 公式="＝增收 ÷ 目标")})) == BASE
    assert digest(of(满分="35.00")) == BASE
    assert digest(of(名称="考核办法 ")) == BASE


@pytest.mark.parametrize(
    ("no", "columns"),
    [
        (1, row(参数="应5 每缺扣0.5")),
        (1, row(参数="应4 每缺扣0.51")),
        (1, row(参数="应4 每缺扣0.5 最多2")),
        (1, row(条件="会议≥2")),
        (1, row(下限=-1)),
        (1, row(不适用时="免扣")),
        (2, row(参数="≥95%:5;≥90.0001%:3;其他:0")),
        (2, row(参数="≥95%:5;>90%:3;其他:0")),
        (3, row(参数="基准87% 每低3%扣0.5 按比例")),
        (3, row(参数="基准均值 每低3%扣0.5")),
        (4, row(参数="标准目标 满5")),
        (5, row(参数="首名5 每降一名减3%")),
        (6, row(参数="到会率>95% 得2")),
        (7, row(参数="×0.333333333333")),
    ],
)
def test_it_changes_when_a_number_changes(no: int, columns: Row) -> None:
    assert digest(of(changed(no, **columns))) != BASE


def test_it_changes_with_every_sheet() -> None:
    others = [
        of(满分=36),
        of(小数位=1),
        of(elements={**ELEMENTS, "比": row(类型="数值", 公式="目标/增收")}),
        of(vetoes=[]),
        of(vetoes=[{**VETOES[0], "回溯期": "13月"}]),
        of([*ITEMS[:1], ITEMS[2], ITEMS[1], *ITEMS[3:]]),
        of(年度=2025),
    ]
    assert len({BASE, *map(digest, others)}) == len(others) + 1


def test_text_is_in_nfc() -> None:
    composed = unicodedata.normalize("NFC", "Café")
    assert digest(of(名称=unicodedata.normalize("NFD", "Café"))) == digest(of(名称=composed))


def test_canonical_form() -> None:
    """Numbers are text without trailing zeros, a fraction keeps its two numbers, places and spellings are left out."""
    read = of()
    (a1, _, _, _, _, _, a7) = read.items
    assert canonical(a1.clauses[0].method) == {"method": "shortfall", "required": "4", "by_type": [], "each": "0.5"}
    assert canonical(a7.clauses[0].method) == {"method": "times", "factor": "1/3"}
    assert canonical(read.cutoff) == "2026-12-31"
    assert canonical(a1.start) == "满分"
    head = canonical(a1)
    assert isinstance(head, dict)
    assert sorted({field.name for field in fields(a1)} - set(head)) == ["applies_text", "place"]


def test_every_method_has_a_canonical_form_of_its_own_numbers() -> None:
    methods = [clause.method for item in of().items for clause in item.clauses]
    assert all(isinstance(method, Method) for method in methods)
    assert len({str(canonical(method)) for method in methods}) == len(methods)
