"""The paragraphs around the tables of a document: headings that name a table's part, vetoes, and rules no table has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wuze.scoring.text import key

LINES = "正文"
"""What stands for the sheet where a paragraph is named."""
_TELLS = re.compile(r"扣|得\d|不得分|\d+(?:\.\d+)?分(?!钟)|\d%|计\d|加\d|否决|不计分|折算|按\d+(?:\.\d+)?人")
_VETO = re.compile("否决|不得评(?:为|定)|取消[^，。]{0,8}资格")
_HEADING = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、.．部]|[（(][一二三四五六七八九十]{1,3}[)）])")


def tells(text: str) -> bool:
    """Whether a text is about points or a veto, so that it may not be lost without a word."""
    return _TELLS.search(key(text)) is not None


def part_name(text: str) -> str:
    """一、组织建设（40分） is 组织建设."""
    name = re.sub(r"^[一二三四五六七八九十\d]+[、.．]|[(（][^()（）]*分[^()（）]*[)）]|\s+", "", text)
    return name or text


class Lines:
    """Paragraphs taken in order. ``part``: what the last heading calls the table that follows."""

    def __init__(self) -> None:
        self.part = ""
        self.vetoes: list[tuple[int, str, str]] = []
        """Number of the paragraph, from 0; its text; the part it stands in."""
        self.left: list[tuple[int, str]] = []
        self._number = 0

    def take(self, texts: Sequence[str]) -> None:
        """The next paragraphs."""
        for text in texts:
            at, self._number = self._number, self._number + 1
            if _HEADING.match(text) and len(text) < 40 and not re.search(r"扣|得\d|[。；;]", text):
                self.part = part_name(text)
            elif "否决" in self.part or _VETO.search(text):
                self.vetoes.append(
                    (at, re.sub(r"^\d+[.．、]", "", text), self.part if "否决" in self.part else "一票否决")
                )
            elif tells(text):
                self.left.append((at, text))
