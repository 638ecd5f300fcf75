"""Doubts with answers: every answer is a whole reading that reads back, without the doubt."""

from __future__ import annotations

import pytest

from wuze.reading.choices import question, settled
from wuze.reading.echo import understood
from wuze.reading.marks import Piece, numbers_in, pieces
from wuze.reading.model import Reading, Status, clause
from wuze.reading.read import read_cell

DEDUCT = clause("deduct", "未研究党建工作", points="5")
EACH = clause("deduct_each", "未研究党建工作", each="1", max="3")
SHORT = clause("shortfall", "研究党建工作", required="4", each="1")
LEVELS = clause("levels", "受表彰", levels=(("省级", "3"), ("市级", "2")), mode=None)


def doubtful(code: str, *clauses: object, points: str | None = "5", more: tuple[str, ...] = ()) -> Reading:
    return Reading(
        "原文", points, Status.CHECK, "", "full", "0", points, tuple(clauses), doubts=(code, *more)  # type: ignore[arg-type]  # clauses
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (doubtful("each_or_once?", DEDUCT), ("每次扣5分", "扣5分")),
        (doubtful("each_or_once?", EACH), ("每次扣1分，最多3分", "扣1分")),
        (doubtful("each_or_once?", SHORT), ("应4，每缺1扣1分", "扣1分")),
        (doubtful("mode?", LEVELS), ("就高", "累计")),
        (doubtful("cap?", DEDUCT), ("最高5分", "不封顶")),
        (doubtful("bound?", DEDUCT), ("最低0分", "不保底")),
        (doubtful("start?", DEDUCT), ("从满分起", "从零分起")),
        (doubtful("exclusive?", DEDUCT, EACH), ("〔互斥A〕", "（2）未研究党建工作，每次扣1分，最多3分。")),
    ],
)
def test_each_answer_is_a_reading_without_the_doubt(reading: Reading, says: tuple[str, str]) -> None:
    asked = question(reading)
    assert asked is not None
    assert asked.code == reading.doubts[0]
    for (words, made), part in zip(asked.answers, says, strict=True):
        assert words
        assert part in made.says
        assert (made.status, made.doubts) == (Status.READ, ())
        back = understood(made.says, reading.points)
        assert back is not None
        assert back.clauses == made.clauses


@pytest.mark.parametrize(
    "reading",
    [
        doubtful("each_or_once?", DEDUCT, EACH), doubtful("mode?", DEDUCT), doubtful("cap?", DEDUCT, points=None),
        doubtful("exclusive?", DEDUCT), doubtful("range?", DEDUCT), doubtful("bound?"), read_cell("抓好落实", "5"),
    ],
)  # fmt: skip
def test_without_two_answers_nothing_is_asked(reading: Reading) -> None:
    assert question(reading) is None


def test_the_other_doubts_stay() -> None:
    reading = doubtful("cap?", DEDUCT, more=("unused_text",))
    asked = question(reading)
    assert asked is not None
    made = asked.answers[0][1]
    assert (made.status, made.doubts) == (Status.CHECK, ("unused_text",))
    assert settled(made).status is Status.READ
    assert settled(made).says.endswith("扣5分。")


def test_the_text_in_pieces() -> None:
    text = "未建台账的扣２分，酌情 处理；缺席扣1分"
    found = pieces(text, [(0, 8), (15, 20)], ["酌情处理"])
    assert found == (
        Piece("未建台账的扣２分", "used", "1"), Piece("，"), Piece("酌情 处理", "loose"), Piece("；"),
        Piece("缺席扣1分", "used", "2"),
    )  # fmt: skip
    assert "".join(piece.text for piece in found) == text
    assert pieces("甲乙", [(0, 2), (0, 2)], ["丙", " "]) == (Piece("甲乙", "used", "1、2"),)
    assert pieces("", [], []) == ()
    assert numbers_in("缺１次扣0.5分，低于90%") == 3
