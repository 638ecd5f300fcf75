"""What the registry already holds (N3): nobody is asked to write it again. Data with its other names, and pure rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held: its name, what papers call it, of which list."""

    name: str
    words: tuple[str, ...]
    party: bool


HELD = (
    Held("党员数", ("党员数", "党员人数", "党员总数"), True),
    Held("党组织书记", ("书记姓名", "书记名单", "负责人姓名", "负责人名单"), True),
    Held("党组织类型", ("党组织类型", "党组织类别", "党组织形式"), True),
    Held("换届时间", ("换届时间", "换届日期", "届满时间", "届满日期"), True),
    Held("从业人数", ("从业人数", "从业人员数", "职工人数", "职工数", "员工人数", "员工数"), False),
    Held("信用代码", ("信用代码",), False),
    Held("组织类型", ("企业类型", "社会组织类型"), False),
    Held("行业主管", ("所属行业", "行业类别", "行业主管部门"), False),
    Held("属地", ("所属乡镇", "所在乡镇"), False),
)
CHECKS = ("核实", "核对", "更新名录")
"""Whoever asks to check what is held does not ask to write it again."""


def asked_again(*texts: str) -> tuple[Held, ...]:
    """What these words of a task ask for although it is held."""
    text = "".join(texts)
    if any(word in text for word in CHECKS):
        return ()
    return tuple(one for one in HELD if any(word in text for word in one.words))


def named(*texts: str) -> tuple[Held, ...]:
    """What these words mention of what is held, whether it is asked or only to be checked."""
    text = "".join(texts)
    return tuple(one for one in HELD if any(word in text for word in one.words))


def again_fault(found: tuple[Held, ...], why: str) -> str:
    """May it be asked all the same? Only with a reason."""
    if not found or why.strip():
        return ""
    names = "、".join(one.name for one in found)
    lists = "、".join(("党组织",) * any(one.party for one in found) + ("组织",) * any(not one.party for one in found))
    return f"名录里已经有：{names}。在名录的{lists}一页导出来用，不再向下要；确要再问的，写明理由。"
