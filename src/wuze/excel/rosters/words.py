"""The columns of a roster: what each is, the words counties use for it, and the columns that are never read. Data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wuze.excel.headers import bare, plain


class Sort(StrEnum):
    """What a cell of the column holds."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Field:
    """One column that can be read; ``words`` are other heads for it, parted by blanks; ``most``: longest text."""

    label: str
    words: str = ""
    sort: Sort = Sort.TEXT
    most: int = 80


FIELDS: dict[str, Field] = {
    "key": Field("系统编号", "五责编号", most=18),
    "code": Field(
        "统一社会信用代码",
        "信用代码 社会信用代码 统一信用代码 统一代码 统一社会信用代码证号 社会统一信用代码 信用代码证号",
        Sort.CODE, 18,
    ),
    "name": Field(
        "名称",
        "单位名称 企业名称 组织名称 机构名称 社会组织名称 公司名称 两新组织名称 非公企业名称 非公有制企业名称 企业全称 "
        "单位全称 单位 企业 组织 覆盖单位 联系单位 联系企业 联系点 联系点名称 所在单位 被联系单位 指导企业 指导单位",
    ),
    "type": Field("类型", "组织类型 单位类型 企业类型 类别 单位类别 组织类别 机构类型 单位性质 企业性质 组织性质", most=40),
    "region": Field(
        "属地",
        "所属乡镇 所在乡镇 乡镇 乡镇街道 乡镇(街道) 乡镇、街道 所属镇街 镇街 镇(街) 所在地 所属地区 所属街道 街道 园区 所属园区 "
        "所在镇街 所在街道 属地乡镇 属地镇街",
    ),
    "sector": Field("行业主管", "行业主管部门 主管部门 行业党委 归口部门 行业主管单位 行业部门 行业归口"),
    "supervisor": Field("业务主管单位", "业务主管"),
    "status": Field("状态", "经营状态 登记状态 运行状态 存续状态 单位状态 企业状态 经营情况", most=20),
    "employees": Field(
        "从业人数", "职工人数 员工人数 职工总数 从业人员数 员工数 职工数 从业人员 员工总数 从业人员总数 职工", Sort.COUNT
    ),
    "members": Field("正式党员数", "党员数 党员人数 正式党员 党员总数 党员 正式党员人数 党员数量", Sort.COUNT),
    "contact": Field("联系人", "联系人姓名 单位联系人 企业联系人", most=40),
    "phone": Field("联系电话", "电话 办公电话 联系方式 手机 手机号 手机号码 联系人电话 单位电话", most=30),
    "party": Field("党组织名称", "党组织 所属党组织 所在党组织 党支部名称 支部名称 党组织全称 覆盖党组织 组建党组织名称"),
    "form": Field("党组织形式", "党组织类型 党组织类别 支部类型", most=20),
    "cover": Field("覆盖方式", "组建方式 组建形式 覆盖情况 组建类型 组建情况 覆盖形式 覆盖类型", most=20),
    "superior": Field("上级党组织", "隶属党组织 上级党组织名称 隶属关系 隶属 上级党委"),
    "secretary": Field("书记", "党组织书记 书记姓名 支部书记 党支部书记 党组织负责人 党组织书记姓名 支部书记姓名", most=40),
    "own": Field(
        "党员（关系在本组织）", "关系在本组织 关系在本组织党员数 组织关系在本组织 关系在本支部 组织关系在本支部党员数", Sort.COUNT
    ),
    "elsewhere": Field("党员（关系不在本组织）", "关系不在本组织 组织关系不在本组织 关系不在本支部 隐形党员", Sort.COUNT),
    "floating": Field("流动党员", "流动党员数 流动党员人数", Sort.COUNT),
    "founded": Field("成立日期", "组建时间 成立时间 批准成立时间 党组织成立时间 组建日期 批复时间", Sort.DAY),
    "term": Field("本届自", "换届时间 最近换届时间 本届时间 上次换届时间 换届日期 最近一次换届时间", Sort.DAY),
    "years": Field("任期（年）", "任期 任期年限 届期", Sort.COUNT),
    "instructor": Field("指导员", "党建指导员 指导员姓名 党建指导员姓名 联系指导员 选派指导员", most=40),
    "instructor_phone": Field("指导员电话", "党建指导员电话 指导员联系电话 党建指导员联系电话 指导员手机", most=30),
    "leader": Field("联系领导", "县领导 领导姓名 包联领导 挂钩领导 联系领导姓名 联系县领导 挂联领导 联系人领导", most=40),
    "since": Field("自", "起始时间 开始时间 联系时间 选派时间 派驻时间 起始日期 联系起始时间", Sort.DAY),
    "base": Field("校验（请勿改）", "校验 校验码", most=400),
}  # fmt: skip
"""Code → column, in the order in which a roster that we write has them."""

FORBIDDEN = re.compile(
    r"身份|(?<![A-Za-z])ID号|证件号|居住|民族|宗教|信仰|住址|户籍|户口|籍贯|出生|生日|党费|(?<!营业)(?<!经营)(?<!业务)收入|工资|薪|银行|婚姻|病|"
    r"健康|政治面貌|家庭"
)
"""Heads of columns that the site never takes (mission, line 5), whatever else they say."""

SILENT = frozenset(("序号", "顺序", "顺序号", "次序", "NO", "NO."))
"""Columns passed over without a word."""

_PERSON = re.compile(r"书记|指导员|联络员|领导|负责人|法人|法定代表|业主|出资人|联系人")
_LOOSE = frozenset(map(plain, ("姓名", "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "单位", "职务")))
"""Heads that say something only together with the group above them."""
_PHONES = frozenset(map(plain, ("电话", "联系电话", "联系方式", "手机", "手机号", "手机号码")))


def clean_words(words: Mapping[str, str]) -> dict[str, str]:
    """Heads a county remembers, ready to be compared; what is forbidden stays forbidden."""
    return {bare(head): field for head, field in words.items() if field in FIELDS and not FORBIDDEN.search(head)}


def index(known: Mapping[str, str]) -> dict[str, str]:
    """Compared head → field: the county's own words before the common ones."""
    found: dict[str, str] = {}
    for code, field in FIELDS.items():
        for word in (field.label, *field.words.split()):
            found.setdefault(plain(word), code)
            found.setdefault(bare(word), code)
    return found | clean_words(known)


def meaning(path: tuple[str, ...], words: Mapping[str, str]) -> str:
    """The field of a head, read from top to bottom; "" where nothing is known of it."""
    whole = "".join(map(bare, path))
    last = bare(path[-1])
    for text in ("".join(map(plain, path)), whole, "/".join(map(bare, path))):
        if text in words:
            return words[text]
    if len(path) > 1:
        above = "".join(map(bare, path[:-1]))
        if last in _LOOSE and _PERSON.search(above):
            return words.get(above if last == "姓名" else f"{above}电话" if last in _PHONES else "", "")
        if plain(path[-1]) in words:
            return words[plain(path[-1])]
    return words.get(last, "")
