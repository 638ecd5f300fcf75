"""The vocabulary of scoring tables, as data: what counties write for the same thing. Longest words match first."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUM = r"\d+(?:\.\d+)?"
QUANTITY = rf"\d+/\d+|{NUM}%?"


def words(text: str) -> tuple[str, ...]:
    """A list of words typed with blanks between."""
    return tuple(text.split())


def one_of(listed: Iterable[str]) -> str:
    """A group matching any of the words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, listed), key=len, reverse=True)) + ")"


UNITS = words("""
    项次 人次 场次 批次 项 次 个 名 人 件 例 起 篇 份 家 户 条 处 宗 场 期 课时 学时 小时
    天 日 周 套 册 本 幅 块 台 间 张 届 轮 批 种 类 万元 亿元 元 平方米 平米 公里 节 堂 笔
    岁 位 样 个月 月 年 工作日 个工作日 人天 栏 档 支 所 道 站 点 村 户次 件次 票 部 环节 方面
""")
UNIT = one_of(UNITS)

NUMERAL_UNITS = [
    unit
    for unit in UNITS
    if unit not in ("类", "点", "票", "档", "支", "部", "道", "站", "村", "日", "栏", "方面", "样")
]
"""Units before which a Chinese numeral is a number (三次), not part of a word (一票否决, 一类支部)."""

DEDUCT_VERBS = words("加扣 再扣 扣除 扣减 扣掉 扣罚 扣去 核减 减去 减掉 减扣 倒扣 扣 减")
GAIN_VERBS = words("得 计 记 加 折合 折 奖励 奖 赋 给予 给 可得 计入 积 获 打")
DEDUCT = one_of(DEDUCT_VERBS)
GAIN = one_of(GAIN_VERBS)
DISCRETION = one_of(
    words("""
    酌情 视情节轻重 视情节 视情况 视情形 视情 酌 视实际情况 根据情况 根据实际情况 视程度 按情节轻重
    根据情节轻重
""")
)

SHORT_VERBS = one_of(words("缺少 缺漏 减少 少于 缺 少 欠缺 欠 差"))
"""Short of what was due."""
OVER_VERBS = one_of(words("超过 超出 超额 超 高于 高出 高 增加 增长 增 提高 上升 多于 多出 多"))
UNDER_VERBS = one_of(words("低于 降低 下降 减少 低 少于 少 缺 差 欠 降 减 下滑"))
BONUS_VERBS = ("加", "奖", "奖励")

PERIODS = {"季": "4", "月": "12", "半年": "2", "年": "1"}

AT_LEAST = one_of(words("不得少于 不少于 不低于 不得低于 不小于 不得小于 至少 最少 ≥ >= 达到 达 完成率达到 大于等于"))
BELOW = one_of(words("低于 少于 不足 小于 不到 未达到 未达 达不到 没有达到 没达到 未满 不满 未到 < 低于"))
ABOVE = one_of(words("高于 超过 大于 多于 超出 > 超"))
AT_MOST = one_of(words("不超过 不得超过 不高于 不大于 不多于 控制在 ≤ <= 不得高于 不得多于"))

ABSENT = re.compile(r"^(?P<head>.*?)(?:均未|都未|未能|尚未|没有|没|未|无|不按|缺少|缺乏|缺)(?P<rest>.*)$")
DEFECT = one_of(
    words("""
    不规范 不健全 不完善 不全面 不齐全 不全 不足 不够 不到位 不完整 不及时 不真实 不实 不明确 不明显
    不清晰 不清 不具体 不合格 不达标 不符合要求 不符合规定 不合要求 差 较差 杂乱 陈旧 破损 流于形式
    走过场 有缺项 缺项 有漏项 有缺漏 质量不高 不高 不经常 不正常 不细 不严 不整洁 不严格 不彻底
    不准确 不落实 不好 不力 不扎实 不充分 一般 较低 不强 混乱 单一 缺失
""")
)

LEVELS = words("""
    中央和国家机关 国家部委 国家级 全国 国家 中央 省部级 省市级 省级 全省 省委 省政府 省 地市级
    市厅级 市级 全市 市委 市政府 市 区县级 县区级 县处级 县市级 县级 区级 全县 全区 县委 区委
    县政府 县 区 乡镇级 镇级 乡级 乡镇 街道 镇 乡 村级 集团级 集团公司 集团 公司级 段级 局级 上级
    地厅级 厅局级 部级 厅级 处级 科级 州级 旗级 盟级
""")
LEVEL = re.compile(one_of(LEVELS) + "(?:及?以上)?")
PUNISHMENTS = words("""
    撤销党内职务 撤销职务 撤销 移送司法机关 移送司法 留党察看 开除党籍 开除 撤职 降职 降级 记大过 记过
    警告 严重警告 诫勉谈话 诫勉 轻处分 重处分 判刑 双开 免职 批评教育 约谈 提醒谈话 书面检查 通报批评
    留党(留用)察看 政务处分 党纪处分
""")
PUNISHMENT = re.compile(one_of(PUNISHMENTS))

GRADE_WORDS = words("""
    很好 好 较好 一般 较差 差 优秀 良好 中等 合格 基本合格 不合格 称职 基本称职 不称职 满意
    基本满意 比较满意 较满意 不满意 不了解 不太满意 非常满意 优 良 中 达标 基本达标 不达标 很差
    非常好 比较好 弃权 及格 不及格
""")
GRADE = re.compile(
    rf"(?:评定为|评为|为|是|属于|综合评价)?[“\"]?(?P<word>{one_of(GRADE_WORDS)})[”\"]?(?:等次|等级|档次|票|的|者|按|记|计|为)*"
)

SCALES = (
    ("部分", "全部"), ("有反映", "造成影响", "影响较大", "影响恶劣"), ("一般", "较重", "严重", "特别严重"), ("轻微", "较轻", "严重"),
    ("一般", "较差", "差", "不好", "很差"), ("红灯", "黄灯", "蓝灯", "橙灯"), ("处置到位", "处置不到位"), ("一般", "较大", "重大", "特别重大"),
    ("个别", "多数", "普遍"), ("黄牌", "红牌"), ("迟报", "漏报", "未报", "不报"), ("基本", "完全"), ("轻度", "中度", "重度"),
)  # fmt: skip  # one scale a pair of brackets
"""Degrees of one fault: of several in a row only one can be true."""

VAGUE = re.compile(
    r"较低(?!于)|较多|偏低|偏高|靠后|较少|过多|过低|(?<!提)较高|(?:满意|合格|完成|达标|出勤|覆盖|参与|到会|参会|参学)率低(?!于)|明显偏|比较(?!满意|好|学)|排名落后|排名末位|居后"
)
"""A threshold that nobody wrote down."""
PERIODIC = re.compile(r"每季|每月|每半年|每周|季度|按月|按季|逐月|逐季|月度")
GENERIC_FAILURE = re.compile(
    r"达不到(?:要求|标准|规定|上述|的|$)|未?达不?到(?:要求|标准|规定)|未达(?:到)?(?:要求|标准|标)|不达标|不符合?(?:要求|规定|标准|的|$)|未完成(?:的|$|要求|任务)|"
    r"没有的?$|没有达到(?:要求|标准)|^没有的?$|^否则$|^未按(?:要求|规定|标准)(?:执行|落实|完成|办理|配备|设置|开展|做到|达到)*的?$|^未(?:达到|落实|开展|做到|执行|完成|设立|建立)的?$|缺1|未实现|两者|二者|1项不符|有1项|任1项|任何1项|其中1项"
)
"""Failing what the sentence before asks for, whatever it was."""
HARMLESS = re.compile(
    r"^(?:查看|查阅|实地|现场|抽查|听取|走访|检查|查|根据|依据|以.*为准|由.*(?:提供|负责|认定|考核|评定|打分|核定)|按事件或人次计算|按.*(?:认定|核定|考核)|考核方式|"
    r"资料来源|数据来源|责任单位|备注|说明|具体以|注|.*(?:不计入分母|有效票|弃权票|废票)|同1?一?[^,]{1,12}(?:分别|不重复|不累计)(?:扣|计|加)分?|(?:折算|计算|计分)$)"
)
ELSEWHERE = re.compile(
    r"另行(?:制定|下达|通知|规定|确定)|见附件|详见|另定|按.{0,14}(?:专项)?(?:考核)?(?:办法|标准|细则|方案|规定)(?:计分|打分|执行|考核|分档)"
)
SAMPLE = re.compile(rf"(?:随机)?(?:抽查|抽取|抽样|抽考|抽检)(?:{NUM})({UNIT})")
DOUBLING = re.compile(r"加倍|翻倍|双倍|翻番|加重扣|从重")
BOTH_WAYS = re.compile(r"[加增升]\(?[减降]\)?|[×÷=*]")
"""Up and down in one breath, or a formula: more than a clause can say."""
CONSEQUENCE = re.compile(r"^(?:造成|引发|导致|情节|影响|受到|产生)")
COUNTABLE = re.compile(r"问题|事故|事件|案件|差错|错误")
SUBJECT_KIND = re.compile(
    r"^(?:规模(?:以上|以下)|[^,]{0,8}(?:企业|社会组织|支部|党总支|党委|乡镇|街道|部门|机关|学校|社区|村))$"
)
KIND = (
    r"(?:规模以[上下](?:的)?(?:非公|工业)?(?:企业)?|(?:非公|民营|国有|大型|中型|小型|小微|微型|已建|新建)[^,]{0,2}企业|社会组织|"
    r"(?:机关|农村|社区|学校|企业|离退休|流动|联合|单独)?党?支部|(?:机关|基层)?党总支|(?:基层|乡镇|街道)?党委(?!会)|其他(?:企业|组织|支部|党组织|单位)?|"
    r"\d+人(?:以上|以下|及以上|及以下)的?(?:企业|支部|党组织|单位))(?:的?党组织|的?党支部)?"
)
"""A type of subject: a number told of it is due from that type only."""
