"""Plain text as a picture for a chat group, by typst, with the fonts this machine has."""

from __future__ import annotations

import json

from wuze.excel.feedback.pdf import Printer

WIDTH = 380
"""Points: a phone shows it without turning."""

SCALE = 2.0
_SOURCE = """
#let d = json(bytes(sys.inputs.data))
#set page(width: d.width * 1pt, height: auto, margin: 18pt, fill: white)
#set text(font: d.body, size: 13pt, lang: "zh", region: "cn")
#set par(leading: 0.55em, spacing: 0.8em)
#for one in d.lines [#par(one)]
#line(length: 100%, stroke: 0.5pt + gray)
#text(size: 10pt, fill: gray, d.foot)
"""


def picture(text: str, foot: str) -> bytes | None:
    """The PNG of some lines, ``foot`` small below them; None where the machine has no Chinese font. Text is data to the
    compiler, never source."""
    printer = Printer()
    if not printer.able:
        return None
    data = {"lines": text.splitlines(), "foot": foot, "width": WIDTH, "body": printer.body}
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made: bytes = printer.compiler.compile(_SOURCE.encode(), format="png", ppi=72 * SCALE, sys_inputs=inputs)
    return made
