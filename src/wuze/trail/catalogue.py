"""The sentences: event code → template. Only the code is kept in an entry, so wording can improve without rewriting.

A package registers its codes when it is ready: ``catalogue.register({"duty.assigned": "{who}把{thing}交给{after.holder}"})``.
Places: who, post, on_behalf, thing, result, count (rows of a bulk act), before.FIELD, after.FIELD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wuze.trail.errors import BadCatalogue, UnknownCode

if TYPE_CHECKING:
    from wuze.trail.models import Entry

CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
PLACE = re.compile(r"\{([^{}]*)\}")
GOOD_PLACE = re.compile(r"who|post|on_behalf|thing|result|count|(?:before|after)\.[^\W\d]\w*")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NOTHING = "（无）"

_sentences: dict[str, str] = {}


def register(sentences: Mapping[str, str]) -> None:
    """Add a package's codes. The same again is harmless; another wording for a known code is refused."""
    for code, sentence in sentences.items():
        places = PLACE.findall(sentence)
        if not CODE.fullmatch(code) or not all(GOOD_PLACE.fullmatch(place) for place in places):
            raise BadCatalogue(f"“{code}”的写法不对：{sentence}")
        if _sentences.setdefault(code, sentence) != sentence:
            raise BadCatalogue(f"“{code}”已有另一种说法：{_sentences[code]}")


def require(code: str) -> None:
    """Refuse a code that nobody registered."""
    if code not in _sentences:
        raise UnknownCode(f"没有登记的事项：{code}")


def codes() -> list[str]:
    """All registered codes, for filters."""
    return sorted(_sentences)


def sentence(entry: Entry) -> str:
    """The entry as an official reads it today."""
    template = _sentences.get(entry.code)
    if template is None:
        return f"{entry.who_name}：{entry.thing_label}（{entry.code}）"
    return PLACE.sub(lambda found: _value(entry, found.group(1)), template)


def _value(entry: Entry, place: str) -> str:
    head, _, field = place.partition(".")
    if field:
        value = (entry.before if head == "before" else entry.after) or {}
        found = value.get(field)
        return NOTHING if found in (None, "") else "（不显示）" if isinstance(found, dict) else _told(str(found))
    plain = {
        "who": entry.who_name,
        "post": entry.who_post,
        "on_behalf": entry.who_on_behalf,
        "thing": entry.thing_label,
        "result": str(entry.get_result_display()),
        "count": str(len(entry.rows)),
    }
    return plain[head] or NOTHING


def _told(value: str) -> str:
    """A day as an official writes it; anything else as it is kept."""
    day = DAY.fullmatch(value)
    return f"{day[1]}年{int(day[2])}月{int(day[3])}日" if day else value
