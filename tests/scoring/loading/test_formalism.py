"""The formalism linter: sentences that must be flagged, at which level, and sentences that must not."""

from __future__ import annotations

import pytest

from tests.scoring.loading.linted import BLOCK, EXPLAIN, HINT, Row, findings, said
from wuze.scoring.tables import Level, Place

# What a person scores from the words alone: no method in the row.
FLAGGED = [
    # 须说明
    ("各项制度上墙4分，每缺1项扣2分", EXPLAIN, "上墙"),
    ("党章公布 上墙", EXPLAIN, "上墙"),
    ("大门口没有标牌的扣5分", EXPLAIN, "标牌"),
    ("便民服务站未挂牌扣1分", EXPLAIN, "挂牌"),
    ("牌匾挂在显著位置5分", EXPLAIN, "牌匾"),
    ("有机构、有场所、有牌子，缺1项不计分", EXPLAIN, "牌子"),
    ("档案盒不统一的扣1分", EXPLAIN, "档案盒"),
    ("没有党员台账的扣2分", EXPLAIN, "没有党员台账"),
    ("台帐资料不全的扣1分", EXPLAIN, "台帐资料不全"),
    ("党员台账、流动党员台账，缺哪项扣哪项", EXPLAIN, "台账,缺哪"),
    ("活动记录每少1项扣1分", EXPLAIN, "记录每少1"),
    ("季度未讲评-2分，无记录-2分", EXPLAIN, "无记录"),
    ("学习有记录的得2分", EXPLAIN, "有记录"),
    ("当季末按时上交联系群众记录得2分", EXPLAIN, "上交联系群众记录"),
    ("会议签到表不全扣1分", EXPLAIN, "会议签到表不全"),
    ("每月上报工作情况，每少一次扣0.5分", EXPLAIN, "每月上报"),
    ("按周报送进度的得2分", EXPLAIN, "按周报送"),
    ("月报不及时扣0.5分", EXPLAIN, "月报"),
    ("按通知要求参加会议，少1次扣0.5分", EXPLAIN, "参加会议"),
    ("无故不参加督查协调会议的，1次扣1分", EXPLAIN, "参加督查协调会议"),
    ("业务例会缺席一次扣0.5分", EXPLAIN, "例会缺席"),
    ("积极配合抽调的得5分", EXPLAIN, "抽调"),
    ("每开展一次活动得1分", EXPLAIN, "活动"),
    ("无学习笔记扣1分", EXPLAIN, "学习笔记"),
    ("未签订责任书扣2分（县委〔2025〕12号批准）", EXPLAIN, "签订责任书"),
    # 阻止采用
    ("获市领导肯定性批示的每件加5分", BLOCK, "获市领导肯定性批示"),
    ("督办事项获领导批示的每件加1分", BLOCK, "获领导批示"),
    ("全年领导批示少于2件的扣1分", BLOCK, "领导批示"),
    ("全年宣传报道5篇以上奖1分", BLOCK, "报道5篇"),
    ("信息采用每条加0.5分", BLOCK, "信息采用"),
    ("报送信息不足12条的扣2分", BLOCK, "报送信息"),
    ("被县级刊物登载每件加2分", BLOCK, "刊物登载"),
    ("宣传报道按级别每次加1分", BLOCK, "宣传报道"),
    ("工作简报每期加1分", BLOCK, "简报每期"),
    ("公众号推送每条得0.5分", BLOCK, "公众号推送"),
    ("小程序注册使用率达到90%得2分", BLOCK, "小程序注册使用"),
    ("发朋友圈每次得0.1分", BLOCK, "朋友圈"),
    ("按照片计分，每次得1分", BLOCK, "照片"),
    ("日活率低于80%扣1分", BLOCK, "日活"),
    ("手机打卡未满80%扣1分", BLOCK, "打卡"),
    ("“学习强国”平台0.5分", BLOCK, "学习强国"),
    ("学习积分排名前十的得2分", BLOCK, "学习积分"),
    ("当月仍未上传智慧党建平台的扣0.1分", BLOCK, "上传智慧党建平台"),
    ("活动照片不少于5张，每少1张扣0.5分", BLOCK, "照片不少于5张"),
    ("上传图片的得1分", BLOCK, "上传图片"),
    ("撰写心得体会每篇得1分", BLOCK, "心得体会"),
    ("中心组专题学习全年不少于4次的加2分，每多1次再加1分", BLOCK, "中心组专题学习"),
    ("召开推进会每次得1分", BLOCK, "推进会"),
    ("综合材料每件15分", BLOCK, "综合材料"),
    ("制发文件每份得1分", BLOCK, "制发文件"),
    ("未与村党支部签订责任书，不得分", BLOCK, "签订责任书"),
    ("年初没有目标责任书的扣1分", BLOCK, "没有目标责任书"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "level", "word"), FLAGGED)
def test_a_sentence_that_is_flagged(text: str, level: Level, word: str) -> None:
    found = [f for f in findings({"计分要点": text}) if f.code != "formalism_yearly"]
    assert said(found) == [(level, word)]
    assert found[0].place == Place("指标", 0, "计分要点")
    assert found[0].code == {EXPLAIN: "formalism_explain", BLOCK: "formalism_block"}[level]
    assert "减负2." in found[0].basis
    assert found[0].fix


HARMLESS = [
    "城墙上的违章建筑每处扣1分", "马路上墙体破损的扣1分", "爬上墙头的扣1分", "正面墙上应悬挂党旗，没有的扣2分",
    "建立党员台账", "工作台账清楚，情况明", "无违法违纪记录得2分", "近三年没有安全事故记录的得2分", "党费收缴记录不全扣1分",
    "学习资料、橱柜每缺1件扣3分",
    "发展党员资料不全扣1分", "没有会议决议记录的扣1分", "执法记录仪没有打开的扣1分",
    "会议室没有投影设备的扣1分", "会议中心建成投用得2分", "每月走访会议室", "向村民代表会议报告，每少1次扣1分", "到会人数达不到要求的扣2分",
    "推荐积极分子等会议，上级党委未派员参加的扣1分", "在全省会议上作经验交流的每次加2分",
    "挂牌督办的问题未整改扣2分", "企业在新三板挂牌的加5分", "招拍挂牌地块未供应扣1分", "培育知名品牌子品牌1个得2分", "河长公示牌损坏扣1分",
    "未落实领导批示的每件扣2分", "批示件逾期未办结的扣1分", "贯彻重要批示精神不力的扣2分",
    "信息化建设达标得3分", "未按规定信息公开的扣1分", "每反馈1条应处置信息扣1分", "被媒体负面报道的每次扣5分", "个人信息录用不规范扣1分",
    "商标注册率达到80%得2分", "成为网红打卡地的得2分", "党员名单、照片在专栏公布得4分", "视频会议系统2套得1分", "配备笔记本电脑得1分",
    "开放日活动少1次扣1分",
    "政治生日活动未开展的扣1分", "违规要求基层打卡签到的每次扣2分", "强制上传照片的，每次扣1分", "未违规要求签订责任书的得2分",
    "精简会议每个得1分", "不得以笔记心得评先，未做到的扣1分",
    "抽调档案样本检查，每缺1份扣1分", "每日报告疫情情况，缺1次扣1分", "人民日报发行任务完成得1分", "每月报名参加志愿服务的得1分",
    "完成责任书任务的得5分", "活动场所、活动室每有1处得1分", "文化活动", "每年召开1次年会得1分", "未组织职工大会或参加职工大会少于一半的扣1分",
    "会议纪要、批示、打卡、上传照片", "满意度80%以上得2分", "学习得0分", "被表彰文件点名的每次加1分", "每提交1件提案计4分",
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_a_sentence_that_is_not(text: str) -> None:
    assert findings({"计分要点": text}) == []


# With a method: what the data item counts and which way the points go decide.
MORE = "党建工作推进会召开情况"
METHODS: list[tuple[str, str, str, list[Level]]] = [
    ("次数", "每次得", "每次得2 最多10", [BLOCK]), ("次数", "倍数", "×2", [BLOCK]), ("次数", "倍数", "×-2", []),
    ("事件", "级别表", "省级:3;市级:2", [BLOCK]), ("事件", "级别表", "省级:-3;市级:-2", []),
    ("数值", "名次", "首名10 每降一名减1", [BLOCK]), ("数值", "名次", "首名10 每降一名减1 倒序", []),
    ("数值", "比首名", "满10", [BLOCK]), ("数值", "比均值", "满10 倒序", []), ("数值", "比标准", "标准5 满10", [BLOCK]),
    ("次数", "达到得", "≥3 得2", [BLOCK]), ("次数", "达到得", "≤3 得2", []), ("次数", "达到得", "≥1 得2", []),
    ("次数", "达到得", "有=是 得2", []), ("次数", "达到得", "类型属于{企业} 得2", []), ("次数", "达到得", "≥3 且 (有=是 或 类型=企业) 得2", [BLOCK]),
    ("数值", "分档", "≥6:5;≥3:3;其他:0", [BLOCK]), ("数值", "分档", "≤3:5;≤6:3;其他:0", []),
    ("数值", "分档", "≥6:0;≥3:3;其他:5", []), ("比率", "分档", "≥90%:5;其他:0", []),
    ("比率", "按率得", "满10", [BLOCK]), ("数值", "差额扣", "基准4 每高1加1", [BLOCK]),
    ("数值", "差额扣", "基准4 每低1加1", []), ("数值", "差额扣", "基准4 每低1扣1", []),
    ("次数", "缺次扣", "应3 每缺扣1", []), ("次数", "每次扣", "每次扣1", []),
    ("打分", "裁量", "每次1~2 最多10", [BLOCK]), ("打分", "裁量", "0~3", []),
    ("选项", "选项", "好:2;差:0", []), ("评等", "评等", "好:100%;差:0", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "method", "params", "levels"), METHODS)
def test_rewarding_meetings_is_decided_by_the_method(kind: str, method: str, params: str, levels: list[Level]) -> None:
    row = {"计分要点": MORE, "数据项": "数", "方式": method, "参数": params}
    assert [f.level for f in findings(row, kind=kind)] == levels


@pytest.mark.parametrize(
    ("method", "params", "text", "levels"),
    [
        ("缺次扣", "应3 每缺扣1", "领导批示", [BLOCK]),
        ("扣分", "<3 扣1", "领导批示", [BLOCK]),
        ("扣分", "≥3 扣1", "领导批示", []),
        ("扣分", "≥3 扣1", "领导批示少", []),
        ("扣分", "≥3 扣1", "领导批示不足3件", [BLOCK]),
        ("每次扣", "每次扣1", "照片不全", [BLOCK]),
        ("每次扣", "每次扣1", "缺少照片", [BLOCK]),
        ("否则零分", "≥3", "领导批示", [BLOCK]),
        ("否则零分", "≤3", "被打卡通报", []),
        ("否则零分", "有=是", "党员签到", [BLOCK]),
        ("否则零分", "有=否", "党员签到", []),
        ("达到得", "有=是 得2", "获得领导批示", [BLOCK]),
        ("达到得", "有=否 得2", "出现打卡", []),
        ("达到得", "有≠否 得2", "获得领导批示", [BLOCK]),
    ],
)
def test_traces_count_whichever_way_they_are_asked_for(
    method: str, params: str, text: str, levels: list[Level]
) -> None:
    assert [f.level for f in findings({"计分要点": text, "数据项": "数", "方式": method, "参数": params})] == levels


@pytest.mark.parametrize(
    ("method", "params", "kind", "levels"),
    [
        ("达到得", "≥12 得2", "次数", [HINT]),
        ("达到得", "≥13 得2", "次数", [BLOCK, HINT]),
        ("分档", "≥12:5;≥6:3;其他:0", "数值", [HINT]),
        ("分档", "≥24:5;≥12:3;其他:0", "数值", [BLOCK, HINT]),
        ("缺次扣", "应12 每缺扣1", "次数", [HINT]),
        ("每次得", "每次得1 最多5", "次数", [BLOCK, HINT]),
    ],
)
def test_meetings_that_party_rules_set_may_reach_their_number(
    method: str, params: str, kind: str, levels: list[Level]
) -> None:
    row = {"计分要点": "主题党日开展情况", "数据项": "数", "方式": method, "参数": params}
    assert [f.level for f in findings(row, kind=kind)] == levels


def test_done_over_due_rewards_more_of_it() -> None:
    row = {
        "计分要点": "推进会按计划召开",
        "数据项": "完成/应完成",
        "方式": "按率得",
        "参数": "满10",
        "不适用时": "免扣",
    }
    assert [f.level for f in findings(row)] == [BLOCK]


def test_the_data_item_speaks_where_the_text_does_not() -> None:
    found = findings({"计分要点": "按件计分", "数据项": "领导批示数", "方式": "每次得", "参数": "每次得2"})
    assert [(f.place.column, f.problem) for f in found] == [("数据项", "数据项里有“领导批示”：拿领导批示换分")]


def test_a_blank_text_points_to_the_data_item_then_to_the_name() -> None:
    row = {"指标": "制度上墙", "数据项": "领导批示数", "方式": "每次得", "参数": "每次得2"}
    found = findings(row)
    assert [(f.place, f.level) for f in found] == [
        (Place("指标", 0, "数据项"), BLOCK),
        (Place("指标", 0, "指标"), EXPLAIN),
    ]


def test_the_name_of_an_item_is_not_told_again() -> None:
    found = findings(
        {"指标": "制度上墙", "计分要点": "没有的扣5分"},
        {"指标": None, "编号": None, "分值": None, "计分要点": "未上墙的扣1分"},
    )
    assert [f.place for f in found] == [Place("指标", 1, "计分要点")]
    alone = findings(
        {"指标": "制度上墙", "计分要点": "没有的扣5分"},
        {"指标": None, "编号": None, "分值": None, "计分要点": "不整洁的扣1分"},
    )
    assert [f.place for f in alone] == [Place("指标", 0, "指标")]


def test_the_name_takes_its_sense_from_the_clause() -> None:
    assert [f.level for f in findings({"指标": "签到", "计分要点": "少于12次的扣1分"})] == [BLOCK]
    assert findings({"指标": "签到", "计分要点": "现场查看"}) == []
    assert [f.level for f in findings({"指标": "每篇信息采用得1分"})] == [BLOCK]


def test_one_finding_a_clause_and_kind_the_gravest() -> None:
    text = "制度上墙，承诺上墙；标牌规范；参加会议每次得1分"
    assert said(findings({"计分要点": text})) == [(BLOCK, "会议"), (EXPLAIN, "上墙"), (EXPLAIN, "标牌")]


def test_a_new_line_ends_a_sentence() -> None:
    assert findings({"计分要点": "建立台账\n缺勤的扣1分\n领导批示\n每件得1分"}) == []


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"计分要点": "未签订责任书扣2分"}, BLOCK),
        ({"计分要点": "未签订责任书扣2分", "数据来源": "县委办（2025）12号"}, EXPLAIN),
        ({"计分要点": "未签订责任书扣2分", "指标": "责任书（县委〔2024〕3号）"}, EXPLAIN),
        ({"计分要点": "未签订责任书扣2分，见[2025]7号"}, EXPLAIN),
        ({"计分要点": "未签订责任书扣2分，2025年"}, BLOCK),
    ],
)
def test_signing_a_pledge_needs_the_number_of_an_approval(row: Row, level: Level) -> None:
    assert [f.level for f in findings(row)] == [level]
