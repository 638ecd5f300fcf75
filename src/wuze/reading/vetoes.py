"""Vetoes told in cells → rows of the 否决 sheet. One that names a grade waits until the scheme has its grades."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from wuze.reading.elements import Proposals
from wuze.reading.model import Reading
from wuze.scoring.values import ElementType

_EFFECTS = (
    ("总分归零", re.compile("总分(?:归零|[为记计]?0分?)")),
    ("降一等", re.compile("降")),
    ("不参评", re.compile("取消.{0,4}(?:参评|考核|参加考核|参与考核)资格|不得?(?:参评|参加(?:考核|评)|参与(?:考核|评定))(?!.*优)")),
)  # fmt: skip  # one consequence a line


def effect_of(words: str) -> str | None:
    """The consequence as the sheet takes it; None where it names a grade (不得评为优秀) or none (一票否决)."""
    return next((effect for effect, pattern in _EFFECTS if pattern.search(words)), None)


def veto_rows(told: Sequence[tuple[str, Reading]], proposals: Proposals) -> list[list[str | Decimal | None]]:
    """The rows, and the yes-or-no data items they ask for. ``told``: where each reading stands, and the reading."""
    rows: list[list[str | Decimal | None]] = []
    for cell, reading in told:
        proposals.cell = cell
        rows += [row for extra in reading.extras if (row := _row(extra, proposals)) is not None]
    return rows


def _row(extra: Mapping[str, str], proposals: Proposals) -> list[str | Decimal | None] | None:
    effect = effect_of(extra["effect"]) if extra["kind"] == "veto" else None
    if effect is None or not extra["condition"]:
        return None
    asked = proposals.ask(extra["condition"], ElementType.YESNO)
    return [extra["condition"], f"{asked.id} = 是", None, effect, None, None]
