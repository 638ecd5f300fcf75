"""A ready-made list in our own words: sixteen duties over the layers. A county copies it as a draft and edits it.

``?`` before a basis: not read in the original, shown as 待核 until somebody has looked it up.
"""

from __future__ import annotations

from wuze.duty.editions.enums import Group, Layer
from wuze.duty.editions.rules import Line, parted

SET, DO, CHECK = Group.SET, Group.DO, Group.CHECK
ORDER = (Layer.COUNTY, Layer.LEAD, Layer.DEPARTMENT, Layer.TOWN, Layer.SECTOR, Layer.PARTY, Layer.OWNER)
TITLE = "两新组织党建责任清单（示范）"
BASIS = "党组织隶属关系和各层职责分工；施行前由县委定"

Row = tuple[str, Group, str, str, str, str, str]
ROWS: tuple[Row, ...] = (
    # number, group, duty, requirement, frequency or standard, basis, parts of the seven layers
    ("D-01", SET, "定期研究两新党建", "列入议事日程，听取汇报，定下的事转成事项办。", "县委每年至少2次，乡镇每半年1次", "?县委议事规则",
     "牵头|提请|参与（点名）|自抓|自抓||"),
    ("D-02", SET, "第一责任人与联系点", "党委书记和班子成员各联系一家，走访、解难、记下答应的事。", "每人每年至少2次", "?上级关于联系点的规定",
     "自抓|登记||自抓|自抓||"),
    ("D-03", SET, "两个覆盖", "有3名以上正式党员的应建尽建，条件不够的联合建或派指导员。", "每季核一次名录", "党章第三十条",
     "统筹|牵头|推动（点名）|兜底|推动|带动|提供条件"),
    ("D-04", SET, "理顺隶属关系", "每个党组织只有一个上级，换属有交接。", "变动后当月办完", "?两新组织党建管理体制的规定",
     "|牵头|推动（点名）|兜底|承接||"),
    ("D-05", DO, "书记和党务工作者队伍", "选好配强书记，空缺及时补，新任有培训。", "空缺不超过3个月", "党支部工作条例（试行）",
     "|牵头|推动（点名）|兜底|自抓|自抓|支持任职"),
    ("D-06", DO, "党员教育管理", "发展、教育、组织关系和流动党员管理落到支部。", "按年度计划", "?党员教育管理工作条例",
     "|归口||兜底|指导|自抓|给时间"),
    ("D-07", DO, "组织生活", "按人数和形式开展组织生活，人少的联合开展。", "党员大会一般每季1次，党课按季", "党支部工作条例（试行）",
     "|指导||指导|指导|自抓|"),
    ("D-08", DO, "支部委员会", "设委员会的按时开会，研究支部重要事项。", "一般每月1次", "?党支部工作条例（试行）",
     "|||||自抓（设委员会的）|"),
    ("D-09", DO, "意识形态与谈心谈话", "各层责任人有专题培训，谈心谈话记日期和对象，不记内容。", "责任人每年至少1次培训", "?意识形态工作责任制",
     "统筹|归口|推动（点名）|兜底|推动|自抓|"),
    ("D-10", DO, "党建与经营四同", "同谋划、同部署、同落实、同考核，看实际作用。", "随经营安排", "?上级关于两新组织党建的部署",
     "|牵头|推动（点名）|指导|指导|自抓|商量支持"),
    ("D-11", DO, "诉求直通，支持企业", "党组织、业主提的难处有人接、有时限、有答复。", "3、5、20个工作日分级答复", "?上级关于服务企业的部署",
     "统筹|归口|办理（点名）|兜底|协办|提出|提出"),
    ("D-12", DO, "台账与汇报", "一件事一条，交办、反馈、核验、销号；不重复要材料。", "党组织每季最多1次", "整治形式主义为基层减负的规定",
     "|牵头|报送（点名）|报送|报送|报送|"),
    ("D-13", CHECK, "督查和整改", "有授权、有计划，问题整改由别人核验，回头看。", "按年度计划", "政府督查工作条例（参照）",
     "统筹|牵头|参与（点名）|整改|整改|整改|"),
    ("D-14", CHECK, "考核与述职评议", "书记向党员和职工述职，分层评，结果先听意见。", "每年1次", "?上级关于述职评议考核的规定",
     "审定|牵头|联审（点名）|初评|初评|述职|"),
    ("D-15", CHECK, "经费和场所保障", "经费有来源，场所可共用，用途公开。", "列入年度预算", "?上级关于党建经费保障的规定",
     "统筹|牵头|保障（点名）|兜底|协调|管好用好|提供场所"),
    ("D-16", CHECK, "问责线索移交", "先核实事实，再按权限移送；不对业主和职工问责。", "核实后按程序", "中国共产党问责条例",
     "批准|核实移交|受理（点名）|提出|提出||"),
)  # fmt: skip


def ready() -> list[Line]:
    """As rows of an edition."""
    return [_line(row) for row in ROWS]


def _line(row: Row) -> Line:
    code, group, title, requirement, standard, basis, words = row
    parts = {
        layer.value: parted(word) for layer, word in zip(ORDER, words.split("|"), strict=True) if word
    }  # fmt: skip
    return Line(code, title, requirement, basis.removeprefix("?"), group.value, standard, basis.startswith("?"), parts)
