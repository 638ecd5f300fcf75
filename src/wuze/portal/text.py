"""Text of the trail on screen: one line, whatever steers a terminal or a line of text made visible (SEC-37)."""

from __future__ import annotations

import json
import re

from wuze.trail.verify import canonical

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
DIGEST = "hmac-sha256"


def one_line(text: str) -> str:
    """The text with every control character spelled out: a line break as \\n, an escape as \\u001b."""
    return _CONTROL.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return known.get(found.group(), f"\\u{ord(found.group()):04x}")


def value(stored: object) -> str:
    """A stored value in words; a sensitive one says that it is not shown and ends with the head of its digest."""
    if stored is None or stored == "":
        return "（无）"
    if isinstance(stored, dict) and DIGEST in stored:
        return f"不显示（摘要{str(stored[DIGEST])[:8]}）"
    if isinstance(stored, bool):
        return "是" if stored else "否"
    if isinstance(stored, str):
        return one_line(stored)
    if isinstance(stored, list) and all(isinstance(one, str | int) for one in stored):
        return one_line("、".join(str(one) for one in stored)) or "（无）"
    return one_line(json.dumps(stored, ensure_ascii=False) if isinstance(stored, int) else canonical(stored))
