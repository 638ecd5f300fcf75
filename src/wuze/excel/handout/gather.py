"""Several files of one unit: which is taken, and what becomes of the others."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from wuze.excel.handout.frame import row_text, same_form, shown
from wuze.excel.handout.match import Index, Matched, match
from wuze.excel.handout.notes import Kind
from wuze.excel.handout.returned import Returned
from wuze.excel.handout.source import Source

_SAVED = re.compile(rb"<dcterms:modified[^>]*>([0-9]{4}-[0-9T:.-]{6,}Z?)")


@dataclass(frozen=True, slots=True)
class Version:
    """A file with its matched rows, when it was last saved (blank where it does not tell), and filled cells."""

    returned: Returned
    matched: Matched
    saved: str
    filled: int


@dataclass(slots=True)
class Gathered:
    """Unit (for comparison) → its files, the taken one first."""

    units: dict[str, list[Version]] = field(default_factory=dict)


def gather(returned: list[Returned], source: Source, index: Index) -> Gathered:
    """Match every file and choose between those of one unit: last saved, then most filled, then the later name."""
    gathered = Gathered()
    for one in returned:
        matched = match(one, source, index)
        version = Version(one, matched, _saved(one), _filled(one, source))
        gathered.units.setdefault(one.value, []).append(version)
    for versions in gathered.units.values():
        known = all(one.saved for one in versions)
        versions.sort(key=lambda one: (one.saved if known else "", one.filled, one.returned.name), reverse=True)
        for other in versions[1:]:
            _say_versions(versions[0], other, source, known)
    return gathered


def _saved(returned: Returned) -> str:
    """When the program that saved an .xlsx says it was; file dates change with every copy."""
    if not zipfile.is_zipfile(returned.path):
        return ""
    with zipfile.ZipFile(returned.path) as archive:
        data = archive.read("docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
    found = _SAVED.search(data)
    return found[1].decode()[:19] if found else ""


def _filled(returned: Returned, source: Source) -> int:
    columns = [returned.columns[at] for at in source.plan.fills if at in returned.columns]
    return sum(returned.frame.value(row, at) is not None for row in returned.frame.data for at in columns)


def _say_versions(taken: Version, other: Version, source: Source, known: bool) -> None:
    lines, differing = other.returned.frame.data, _differing(taken, other, source)
    if known and taken.saved != other.saved:
        why = f"保存时间较晚：{_time(taken.saved)}，这份是 {_time(other.saved)}"
    elif taken.filled != other.filled:
        why = f"填的格多：{taken.filled}格，这份{other.filled}格"
    else:
        why = "两份保存时间、填的格数都一样，取文件名靠后的"
    same = f"有{len(differing)}行不同，下面逐行列出" if differing else "各行内容一样"
    words = f"同一单位交了几份，取“{taken.returned.name}”（{why}）；这份{len(lines)}行没有并入，{same}"
    other.returned.say(Kind.TWO_VERSIONS, None, 0, words, "取错了，就把不要的那份移出文件夹再汇总")
    for row, cells in differing.items():
        words = f"没有并入：{row_text(other.returned.frame, row)}" + (f"（不同：{cells}）" if cells else "")
        other.returned.say(Kind.NOT_TAKEN, row, 0, words, "以哪份为准请核实")


def _time(saved: str) -> str:
    return saved.replace("T", " ")[:16]


def _differing(taken: Version, other: Version, source: Source) -> dict[int, str]:
    """Rows of a version not taken that say something else: row → what."""
    back = {base: row for row, base in taken.matched.found.items()}
    differing = {}
    for row in other.returned.frame.data:
        base = other.matched.found.get(row)
        if base is None:
            differing[row] = ""
        elif base in back:
            cells = [
                f"{one.name}“{shown(value)}”"
                for one in other.returned.extra
                if (value := other.returned.frame.value(row, one.at)) is not None
            ]
            for at in source.plan.names:
                ours, theirs = taken.returned.columns.get(at), other.returned.columns.get(at)
                left = None if ours is None else taken.returned.frame.value(back[base], ours)
                right = None if theirs is None else other.returned.frame.value(row, theirs)
                if same_form(left) != same_form(right):
                    cells.append(f"{source.plan.names[at]}取“{shown(left)}”，这份“{shown(right)}”")
            if cells:
                differing[row] = "；".join(cells)
    return differing
