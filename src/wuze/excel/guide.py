"""填写说明: the sheets and their columns, and the ways of counting, each with an example."""

from __future__ import annotations

from wuze.excel.form_words import FIELDS, SETTING_NOTES, method_note, place_of
from wuze.excel.headers import DATA, SCHEME
from wuze.excel.page import Page, section
from wuze.excel.styles import Book, Column, Styled
from wuze.scoring.methods import METHODS

_STEPS = (
    "灰字斜体的行是示例，看懂后删去或改成自己的。",
    "每张表的表头有批注，鼠标停上去能看到这一列怎么填；有下拉的从下拉里选。",
    "数字一律用阿拉伯数字。空着表示没有数据（显示为“缺”），不会当成 0；不适用的写“不适用”。",
    "列的顺序可以变，用不上的列和表可以删去。",
    "填好先检查：wuze check 方案.xlsx；再算分：wuze score 方案.xlsx 数据.xlsx -o 结果.xlsx。",
)
_SCHEME_ORDER = (
    "填写顺序：数据项 → 板块 → 指标 → 等次。先列出要用的数据项，指标里再填它们的名称；否决、测评用到时再填。"
)
_DATA_ORDER = "填写顺序：名录 → 数据 → 其他各表。先列出考核对象，其他各表用它的编号。"


def write_guide(book: Book, *, data: bool = False) -> None:
    """Write the sheet for 方案 or, with ``data``, for 数据."""
    columns = [
        Column("方式或表", 14, "center"),
        Column("参数写法或列", 34),
        Column("用哪种数据项", 26),
        Column("说明", 62),
    ]
    page = Page(book, "填写说明", "填写说明", columns, filtered=False)
    section(page, "一、步骤")
    for number, step in enumerate((_DATA_ORDER if data else _SCHEME_ORDER, *_STEPS), 1):
        page.row([Styled(str(number), "center"), Styled(step, "note"), *[Styled(None, "note")] * 2])
    if not data:
        section(page, "二、方式与参数")
        for method in sorted(METHODS, key=lambda one: place_of(one.LABELS[0])):
            page.row(["\n".join(method.LABELS), method.EXAMPLE, *method_note(method)])
    section(page, "二、各表各列" if data else "三、各表各列")
    for spec in DATA if data else SCHEME:
        notes = SETTING_NOTES if spec.name == "方案" else {name: one.note for name, one in FIELDS[spec.name].items()}
        for column, note in notes.items():
            must = "必填" if column in spec.required else ""
            page.row([spec.name, column, must, note])
    page.end()
