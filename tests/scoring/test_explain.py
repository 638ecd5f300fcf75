"""From total to fact, in Chinese a secretary understands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.scoring.build import facts as facts_of
from tests.scoring.build import row
from tests.scoring.build import scheme as scheme_of
from tests.scoring.build import score as score_of
from tests.scoring.sample import Sheets, data, results
from wuze.scoring.explain import explain, render
from wuze.scoring.tree import WIDTH, Node, columns

RESULTS, FACTS = results()


def walk(nodes: list[Node] | tuple[Node, ...]) -> list[tuple[str, str]]:
    return [pair for node in nodes for pair in [(node.text, node.points), *walk(node.children)]]


def under(id: str, text: str) -> list[tuple[str, str]]:
    """Everything below the first node whose text begins so."""

    def find(nodes: tuple[Node, ...]) -> Node | None:
        for node in nodes:
            found = node if node.text.startswith(text) else find(node.children)
            if found is not None:
                return found
        return None

    found = find(tuple(explain(RESULTS, FACTS, id)))
    assert found is not None
    return walk(found.children)


@pytest.mark.parametrize("id", [one.id for one in RESULTS.subjects])
def test_every_subject_fits_80_columns_and_names_no_id_but_its_own(id: str) -> None:
    text = render(explain(RESULTS, FACTS, id))
    assert all(columns(line) <= WIDTH for line in text.splitlines())
    assert text.startswith(RESULTS.subjects[int(id[1:]) - 1].name)
    for hidden in ("A1", "P1", "D1", "None", "ok"):
        assert hidden not in text


def test_an_unknown_subject_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        explain(RESULTS, FACTS, "S99")


def test_standing_total_rank_grade_and_quota() -> None:
    assert under("S3", "春晖支部") == [
        ("2026年度两新党支部考核", ""),
        ("总分 = 组织建设 49.50 + 群众评议 19.36 + 平时考核 17.60 + 加减分 4.50", ""),
        ("名次：第 4 名（“城关镇”组 6 个有名次）", ""),
        ("等次：良好", ""),
        ("总分 90.96 分，达到“优秀”线 90 分", ""),
        ("“优秀”名额：6 个 × 40%（舍去） = 2 个，取用 0 个；名额已满，没有进入", ""),
    ]


def test_a_tie_at_the_line_and_a_shared_rank() -> None:
    told = dict(under("S7", "同心支部"))
    assert "名次：第 1 名（“城关镇”组 6 个有名次，另有 2 个同分）" in told
    assert "“优秀”名额：6 个 × 40%（舍去） = 2 个，取用 0 个；名额线上同分，分不出先后，同分的都没有进入" in told


def test_a_place_taken() -> None:
    changed, facts = results(data_changes=_without("S2", "S7"))
    told = walk(explain(changed, facts, "S1"))
    assert ("“优秀”名额：4 个 × 40%（舍去） = 1 个，取用 1 个；占一个名额", "") in told


def _without(*gone: str) -> Sheets:
    return {name: [row for row in rows if row[0] not in gone] for name, rows in data().items()}


def test_the_lowest_band_and_a_veto_with_its_basis() -> None:
    assert under("S4", "等次：一般") == [
        ("总分 77.03 分，在最低一档“一般”；离“良好”线 80 分差 2.97 分", ""),
        ("否决“弄虚作假”：弄虚作假=是，回溯 12月 → 不得高于一般（依据：考核办法第九条，青办〔2026〕3号）", ""),
    ]


def test_who_leaves_the_round_and_why() -> None:
    told = [text for text, _ in under("S6", "新苗支部")]
    assert told[2:] == [
        "名次：不参加本次评定，不排名",
        "否决“成立不满半年”：成立月数<6 → 不参评（依据：考核办法第三条）",
    ]


def test_what_is_missing_and_who_provides_it() -> None:
    assert under("S5", "缺 4 项") == [
        ("群众评议：测评“满意度”人数不足，没有得分", ""),
        ("平时考核：缺“平时得分”", ""),
        ("教育培训：缺“参训数”，由县委党校提供", ""),
        ("季度报告：缺“迟报次数”，由两新工委提供（第3季度）", ""),
    ]
    assert ("参训数：缺（由县委党校提供）", "") in under("S5", "教育培训（10 分）")
    assert under("S10", "缺 1 项") == [("阵地建设：只有自评，没有初评或复核", "")]
    assert under("S10", "阵地建设（10 分）") == [("只有自评，没有初评或复核", ""), ("自评 10 分", "")]


def test_a_veto_that_waits_for_a_fact() -> None:
    assert under("S9", "总分为暂定") == [("否决“弄虚作假”：条件“弄虚作假=是”缺数据，结果取决于它", "")]


def test_clauses_facts_rounding() -> None:
    assert under("S4", "教育培训（10 分）") == [
        ("从零分起", "0"),
        ("按参训率得分：2÷3=66.6667%×满分10分", "+6.666667"),
        ("参训数 = 2人", ""),
        ("应训数 = 3人", ""),
        ("合计 6.666667，四舍五入", "6.67"),
    ]
    told = under("S4", "组织生活（10 分）")
    assert told[0] == ("从满分起扣", "10")
    assert ("党员数 = 3（名录）", "") in told
    assert told[-1] == ("合计", "5")


def test_bounds_are_named() -> None:
    told = under("S8", "扣减")
    assert told[-1] == ("合计 -10，低于下限 -5，取 -5", "-5")
    events = [["S3", "表彰", f"第{n}次", "省级"] for n in (1, 2)]
    cheap, facts = results(data_changes={"事件": [["编号", "数据项", "事件", "级别"], *events]})
    assert ("合计 6，超过上限 5，取 5", "5") in walk(explain(cheap, facts, "S3"))


def test_a_failed_gate_ends_the_item() -> None:
    assert under("S4", "发展党员（10 分）") == [
        ("从满分起扣", "10"),
        ("程序违规本项零分：不符合前提，本项得0分", "-10"),
        ("程序合规 = 否", ""),
        ("前提不成立，其他要点不再计", "0"),
    ]


def test_periods_direct_scores_events_votes_and_references() -> None:
    told = under("S3", "季度报告（10 分）")
    assert ("迟报次数 = 3次（第2季度，来源 两新工委，佐证 报送记录）", "") in told
    assert told[-1] == ("各期平均得 8.50 分", "")
    assert under("S3", "阵地建设（10 分）") == [
        ("直接评分（复核）6分：活动室挪用", ""),
        ("初评 9 分（王某，2026-12-01）：标牌破损", ""),
        ("复核 6 分（县复核组）：活动室挪用", ""),
    ]
    assert ("表彰：先进党支部（省级，2026-07-01，省字1号）", "") in under("S3", "表彰")
    assert ("表彰：没有登记", "") in under("S1", "表彰")
    assert under("S1", "群众评议（20 分）")[1:] == [
        ("党员（权重 60%）：满意 3 票（面值100）、基本满意 0 票（面值60）、不了解 0 票（不计），得 100%", ""),
        ("职工（权重 40%）：满意 8 票（面值100）、基本满意 2 票（面值60）、不了解 1 票（不计），得 92%", ""),
    ]
    assert under("S10", "群众评议（20 分）")[-1] == ("初评 15 分（会议）：人数不足，会议评议", "")
    assert under("S5", "群众评议（20 分）")[1] == ("党员（权重 60%）：没有票，有效票 0 张，人数不足", "")
    assert under("S3", "平时考核（20 分）") == [("引用已有分数，× 20 ÷ 100", ""), ("平时得分 = 88分", "")]


def test_not_applicable_says_by_which_rule() -> None:
    assert under("S7", "发展党员（10 分）") == [("只考核：企业；不适用的不计，其余指标按比例折算", "")]
    assert under("S7", "组织建设（60 分）")[0] == (
        "各指标相加：10.00 + 10.00 + 10.00 + 10.00 + 10.00 = 50，× 60/50 折算，取 60.00 分", "",
    )  # fmt: skip  # one pair


def test_a_computed_item_is_opened_once() -> None:
    told = under("S3", "扣减")
    assert ("人均投诉 = 投诉数÷党员数 = 1件", "") in told
    assert ("投诉数 = 3件", "") in told


_HEAD = "板块 编号 指标 分值 起评 不适用时 计分要点 数据项 方式 参数 条件 分期 合成".split()  # noqa: SIM905 - one line reads as the row


def small(
    items: Sequence[Sequence[object]], elements: Sequence[Sequence[object]], facts: Sheets,
    **more: Sequence[Sequence[object]],
) -> str:  # fmt: skip  # the signature in two lines
    """A scheme of one part, explained for X."""
    changes: Sheets = {
        "方案": [["项目", "内容"], ["名称", "小方案"]],
        "板块": [["编号", "名称", "分值"], ["P1", "板块", sum(int(str(row[3] or 0)) for row in items)]],
        "指标": [_HEAD, *items],
        "等次": [["等次", "最低分"]],
        "否决": [["情形", "条件", "后果"]],
        "测评": [["测评", "选项", "面值"]],
        "测评主体": [["测评", "主体", "权重"]],
        "数据项": [["名称", "类型", "选项", "公式"], *elements],
        **more,
    }
    blank: Sheets = {
        "名录": [["编号", "名称", "类型", "示范"], ["X", "甲支部", "企业", True], ["Y", "乙支部", None, False]],
        "数据": [["编号"]], "数据明细": [["编号", "数据项", "值"]], "事件": [["编号", "数据项", "事件"]],
        "票数": [["编号", "测评", "主体", "选项", "票数"]], "得分": [["编号", "指标", "得分"]],
    }  # fmt: skip  # all sheets
    found, known = results(changes, {**blank, **facts})
    return render(explain(found, known, "X"))


def test_rank_on_an_item_options_and_a_computed_item_named_again() -> None:
    text = small(
        [
            ["P1", "A1", "甲", 5, None, None, "", "选择", "选项", "早:5;晚:0", None, None, None],
            ["P1", "A2", "乙", 5, None, None, "", "A1", "名次", "首名5 每降一名减1", None, None, None],
            ["P1", "A3", "丙", 5, "零分", None, "", "率", "达到得", "≥50% 得2", None, None, None],
            [None, None, None, None, None, None, "", "率", "达到得", "≥90% 得3", "示范=是", None, None],
        ],
        [["选择", "选项", "早、晚", None], ["完成", "次数", None, None], ["应完成", "次数", None, None],
         ["率", "比率", None, "完成÷应完成"]],
        {"数据": [["编号", "选择", "完成", "应完成"], ["X", "早", 3, 4], ["Y", "晚", 1, 4]]},
    )  # fmt: skip  # tables
    for line in (
        "- 取指标“甲”的得分",
        "- 选择 = 早",
        "- 率 = 完成÷应完成 = 75%",
        "- 率 = 75%（算法见上）",
        "- 示范 = 是（名录）",
    ):
        assert line in text


def test_what_a_guard_a_formula_and_a_month_lack() -> None:
    text = small(
        [
            ["P1", "A1", "甲", 5, None, None, "", "率", "扣分", "率<50%扣2", "到会数≥3", None, None],
            ["P1", "A2", "乙", 5, None, None, "", "报送", "缺次扣", "应1 每缺扣1", None, "月", "最低"],
            ["P1", "A3", "丙", 5, None, None, "", "无", "扣分", "扣1", "旗=是", None, None],
        ],
        [["完成", "次数", None, None], ["应完成", "次数", None, None], ["率", "比率", None, "完成÷应完成"],
         ["报送", "次数", None, None], ["无", "是否", None, None], ["旗", "是否", None, None], ["到会数", "次数", None, None]],
        {
            "数据": [["编号", "应完成", "无", "到会数"], ["X", 4, "是", 3]],
            "数据明细": [["编号", "数据项", "值", "期"], *(("X", "报送", 1, month) for month in range(1, 12) if month != 4)],
        },
    )  # fmt: skip  # tables
    assert "- 甲：缺“完成”" in text
    assert "甲：缺“到会数”" not in text
    assert "- 乙：缺“报送”（4月、12月）" in text
    assert "- 丙：缺“旗”" in text


def test_events_by_month_and_periods_added_up() -> None:
    items = [["P1", "A1", "甲", 5, "零分", None, "每次1分", "活动", "每次得", "每次得1", None, "半年", "相加"]]
    facts = {
        "事件": [
            ["编号", "数据项", "事件", "日期"],
            ["X", "活动", "植树", "2026-03-12"],
            ["X", "活动", "慰问", "2026-09-01"],
        ]
    }
    text = small(items, [["活动", "事件", None, None]], facts)
    assert "- 上半年\n" in text
    assert "活动：植树（2026-03-12）" in text
    assert "各期相加得 2.00 分" in text


def test_missing_attribute_blank_item_and_na_by_each_policy() -> None:
    text = small(
        [
            ["P1", "A1", "甲", 5, None, "免扣", "", "有无", "扣分", "扣2", None, None, None],
            ["P1", "A2", "乙", 5, None, None, "人评", None, None, None, None, None, None],
            ["P1", "A3", "丙", 5, None, "零分", "", "有无", "扣分", "扣2", None, None, None],
            ["P1", "A4", "丁", 5, None, None, "", "有无", "扣分", "扣2", None, None, None],
            ["P1", "A5", "戊", 5, None, None, "", "另一", "扣分", "扣2", "党员数≥3", None, None],
            ["P1", "A6", "己", 5, None, "折算", "人评", None, None, None, None, None, None],
        ],
        [["有无", "是否", None, None], ["另一", "是否", None, None]],
        {
            "名录": [["编号", "名称", "党员数"], ["X", "甲支部", None]],
            "数据": [["编号", "有无", "另一"], ["X", "不适用", "否"]],
            "得分": [["编号", "指标", "得分"], ["X", "A6", "不适用"]],
        },
    )  # fmt: skip  # tables
    for line in ("不适用的给满分", "不适用的计零分", "没有评分", "党员数 = 缺（名录）", "有无 = 不适用", "不适用的不计，其余指标按比例折算",
                 "评分人认定不适用", "初评 不适用"):  # fmt: skip  # a list
        assert line in text


def test_total_capped_and_total_null() -> None:
    bonus: dict[str, Sequence[Sequence[object]]] = {
        "板块": [["编号", "名称", "分值"], ["P1", "甲", 5], ["P2", "乙", 0]],
        "方案": [["项目", "内容"], ["名称", "小方案"], ["总分封顶", 5]],
    }
    items = [
        ["P1", "A1", "甲", 5, None, None, "", "有无", "扣分", "扣2", None, None, None],
        ["P2", "B1", "乙", 3, "零分", None, "", "次数", "每次得", "每次得1", None, None, None],
    ]
    elements: list[list[object]] = [["有无", "是否", None, None], ["次数", "次数", None, None]]
    facts: Sheets = {"数据": [["编号", "有无", "次数"], ["X", "否", 2], ["Y", "否", 0]]}
    assert "总分 = 甲 5.00 + 乙 2.00，超过总分封顶，取 5 分" in small(items, elements, facts, **bonus)
    null: dict[str, Sequence[Sequence[object]]] = {**bonus, "方案": bonus["方案"][:2]}
    null["否决"] = [["情形", "条件", "后果"], [None, "次数=2", "总分归零"]]
    text = small(items, elements, facts, **null)
    assert "按否决规定总分归零" in text
    assert "否决“次数=2”：次数=2 → 总分归零（依据：方案未写）" in text


def test_a_part_within_its_bounds_and_a_part_without_items_left() -> None:
    items = [["P1", "A1", "甲", 5, None, "折算", "", "有无", "扣分", "扣2", None, None, None],
             ["P2", "B1", "乙", 3, "零分", None, "", "次数", "每次得", "每次得1", None, None, None]]  # fmt: skip  # rows
    parts: list[list[object]] = [["编号", "名称", "分值", "上限"], ["P1", "甲", 5, None], ["P2", "乙", 0, 1]]
    text = small(
        items, [["有无", "是否", None, None], ["次数", "次数", None, None]],
        {"数据": [["编号", "有无", "次数"], ["X", "不适用", 2]]}, 板块=parts,
    )  # fmt: skip  # one call
    assert "各指标相加：2.00，按板块上下限取 1.00 分" in text
    assert "甲：各指标都不适用，没有得分" in text


@pytest.mark.parametrize(
    ("id", "says"),
    [("甲", "占一个名额；与乙同为 95.00 分，按同分比较（依次看：A1、次要）列前"),
     ("乙", "名额已满，没有进入；与甲同为 95.00 分，按同分比较（依次看：A1、次要）列后"),
     ("丙", "名额已满，没有进入")],
)  # fmt: skip  # three lines
def test_a_tie_that_was_broken_says_against_whom_and_by_what(id: str, says: str) -> None:
    items = [row(编号="A1", 指标="A1", 分值=100, 方式="倍数", 参数="×1", 数据项="分")]
    grades = [row(等次="优秀", 最低分=90, 名额比例="34%"), row(等次="良好")]
    of = scheme_of(items, {"分": "打分", "次要": "打分"}, grades=grades, head={"同分比较": "A1;次要"})
    data = {"甲": {"分": 95, "次要": 2}, "乙": {"分": 95, "次要": 1}, "丙": {"分": 91, "次要": 9}}
    nodes = explain(score_of(of, data), facts_of(of, data), id)
    quota = next(text for text, _ in walk(nodes) if "名额" in text)
    assert quota.endswith(says)
