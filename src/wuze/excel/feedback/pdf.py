"""A 反馈单 as PDF, by typst, with the fonts this machine has."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Any

from wuze.excel.feedback.fit import WIDTHS
from wuze.excel.feedback.letter import BODY_FONT, HEADS, TITLE_FONT, Letter
from wuze.excel.styles import CREATED, replacing

_TITLES = (TITLE_FONT, "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋")
_BODIES = (BODY_FONT, "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "方正仿宋简体", "FZFangSong-Z02S")
_OTHERS = (
    "SimSun", "宋体", "STSong", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC",
    "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip  # one list
_MOMENT = CREATED.replace(tzinfo=UTC)
_COUNT = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")
_SOURCE = """
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 25mm)
#set text(font: d.body, size: 12pt, lang: "zh", region: "cn")
#set par(leading: 0.3em, spacing: 0.5em)
#let line(body, size) = text(size: size, top-edge: 0.9em, bottom-edge: -0.15em, body)
#align(center, text(font: d.heading, size: 22pt, d.title))
#align(center, text(size: 14pt, d.subtitle))
#table(columns: (20mm, 140mm), stroke: 0.5pt, inset: (x: 2mm, y: 1mm), ..d.head.flatten())
#{
  set par(leading: 0.25em)
  set text(size: d.size * 1pt)
  table(
    columns: d.widths.map(w => w * 1mm), stroke: 0.5pt, inset: (x: 2mm, y: 0.4mm),
    align: (left + horizon, center + horizon, center + horizon, left + horizon),
    ..d.heads.map(h => align(center, h)),
    ..d.rows.map(r => if r.full == "" and r.points == "" and r.reason == "" {
      (table.cell(colspan: 4, r.name),)
    } else { (r.name, r.full, r.points, r.reason) }).flatten(),
  )
}
#table(columns: (160mm,), rows: (30mm, 14mm, 14mm), stroke: 0.5pt, inset: 2mm, align: (left + top), d.opinion, ..d.foot)
#text(size: 9pt, d.note)
"""


class Printer:
    """Typst with its fonts looked up once. ``replaced`` names the prescribed fonts that this machine lacks.

    ``fonts`` are the names to choose from; by default those of the machine.
    """

    def __init__(self, fonts: frozenset[str] | None = None) -> None:
        import typst  # slow import: a compiler of 30 MB, only when a PDF is asked for

        known = typst.Fonts()
        families = frozenset(known.families()) if fonts is None else fonts
        self.compiler: Any = typst.Compiler(font_paths=known)
        self.title = next((name for name in (*_TITLES, *_OTHERS) if name in families), "")
        self.body = next((name for name in (*_BODIES, *_OTHERS) if name in families), "")
        self.replaced = tuple(
            (wanted, used)
            for wanted, used, own in ((TITLE_FONT, self.title, _TITLES), (BODY_FONT, self.body, _BODIES))
            if used not in own
        )

    @property
    def able(self) -> bool:
        """Whether there is any Chinese font to print with."""
        return bool(self.body)

    def print(self, letter: Letter) -> tuple[bytes, int]:
        """The PDF of a letter, and how many pages it has."""
        data = asdict(letter) | {"heads": HEADS, "widths": WIDTHS, "heading": self.title, "body": self.body}
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        made: bytes = self.compiler.compile(
            _SOURCE.encode(), format="pdf", sys_inputs=inputs, timestamp=_MOMENT, pdf_tags=False
        )
        found = _COUNT.search(made)
        return made, int(found[1]) if found else 0


def write_pdf(content: bytes, path: Path) -> None:
    """Write what was printed. Raises :class:`wuze.excel.styles.CannotWrite`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
