"""What is wrong, for a page: the border speaks to whoever types commands; here there are fields and tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wuze.excel.locate import Located
from wuze.excel.refusal import BookError

_WORDS = (
    (r"用 --subject 写名录里的编号", "写名录里的编号"), (r"，?用 --by 写明，如 --by 属地", "，把“按哪一列拆”填上，如 属地"),
    (r"，?再加 --force 覆盖", ""), (r"，?(?:或|再)?加 --force", ""), (r"用 --sheet 另拆一次", "在“工作表”里写它，另拆一次"),
    (r"--by", "“按哪一列拆”"), (r"--sheet", "“工作表”"), (r"--head", "“表头行”"), (r"--key", "“关键列”"),
    (r"--fill", "“要填的列”"), (r"--base", "总表"), (r"wuze score(?: -o)? ?写出的", "“计分”写出的"),
    (r"运行 wuze score", "“计分”"), (r"wuze score", "“计分”"), (r"wuze check", "“检查方案”"), (r"wuze (\w+)", r"工具\1"),
    (r"，或一并写在命令里", "，和评分表一起选上"),
)  # fmt: skip  # one line for one wording
"""The border speaks to whoever types commands; on a page there are fields and tools."""


class Wrong(Exception):
    """What was chosen does not fit; the message is a sentence for whoever chose it."""


def in_words(text: str) -> str:
    """A sentence of the border without options of commands."""
    for pattern, words in _WORDS:
        text = re.sub(pattern, words, text)
    return text


@contextmanager
def of(path: Path) -> Iterator[None]:
    """A refusal of a whole file gets the file's name."""
    try:
        yield
    except BookError as refusal:
        raise Wrong(in_words(Located(path.name, "", "", refusal.finding).text)) from refusal


def texts(located: Iterable[Located]) -> list[str]:
    """Each finding with its file, sheet and cell."""
    return [in_words(one.text) for one in located]
