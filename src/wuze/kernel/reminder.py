"""催办文字: matters by whom they wait for, to paste into a chat group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime


def text(head: str, matters: Mapping[str, Sequence[str]], at: datetime, end: str, *, between: str = "、") -> str:
    """A line for each unit or place, between what is asked (with the hour it was counted) and what to do then."""
    lines = [f"{number}. {whose}：{between.join(words)}" for number, (whose, words) in enumerate(matters.items(), 1)]
    return "\n".join([f"{head}（{at.month}月{at.day}日{at.hour}时统计）：", *lines, end])
