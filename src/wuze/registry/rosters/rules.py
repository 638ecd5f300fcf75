"""Rules of rosters: words to values, names that may be the same, and which side changed what. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from wuze.registry.enums import CoverKind, Form, Status

LETTERS = 5
"""A name needs so many letters before one wrong one is worth a question."""

FREE = frozenset({Status.OPERATING, Status.CLOSED})
"""A roster may open and close. Zombie and shell leave a denominator: one by one, with reason and approver."""

STATUS = (
    (re.compile(r"未注销"), Status.ZOMBIE), (re.compile(r"注销|吊销|撤销登记|已关闭"), Status.CLOSED), (re.compile(r"空壳"), Status.SHELL),
    (re.compile(r"停业|歇业|停产|僵尸|停办"), Status.ZOMBIE),
    (re.compile(r"正常|在业|存续|开业|在营|营业|运行|运营|在册"), Status.OPERATING),
)  # fmt: skip
COVERS = (
    (re.compile(r"单独"), CoverKind.OWN), (re.compile(r"联合"), CoverKind.JOINT), (re.compile(r"区域"), CoverKind.REGIONAL),
    (re.compile(r"行业"), CoverKind.SECTOR), (re.compile(r"功能"), CoverKind.FUNCTIONAL),
)  # fmt: skip
FORMS = (
    (re.compile(r"功能"), Form.FUNCTIONAL), (re.compile(r"联合"), Form.JOINT), (re.compile(r"区域"), Form.REGIONAL),
    (re.compile(r"行业"), Form.SECTOR), (re.compile(r"总支"), Form.GENERAL), (re.compile(r"支部|单独"), Form.BRANCH),
    (re.compile(r"党委"), Form.COMMITTEE),
)  # fmt: skip
USUAL_COVER = {
    Form.COMMITTEE: CoverKind.OWN, Form.GENERAL: CoverKind.OWN, Form.BRANCH: CoverKind.OWN, Form.JOINT: CoverKind.JOINT,
    Form.REGIONAL: CoverKind.REGIONAL, Form.SECTOR: CoverKind.SECTOR, Form.FUNCTIONAL: CoverKind.FUNCTIONAL,
}  # fmt: skip
"""How a Party organisation of this form covers, where the roster does not say."""

_PLACE = re.compile(r"(?:党工委|党委|街道办事处|人民政府|办事处|街道|乡|镇|园区|开发区)$")


def word(table: Sequence[tuple[re.Pattern[str], str]], text: str) -> str:
    """The value of the first pattern that is in a text; "" where none is."""
    return next((str(value) for pattern, value in table if pattern.search(text)), "")


def plain(text: str) -> str:
    """A name for comparison: half width, no blanks, one kind of bracket."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def place(text: str) -> str:
    """A place without its rank: 云峰乡 → 云峰."""
    whole = plain(text)
    return _PLACE.sub("", whole) or whole


def places(names: Mapping[int, str], county: str) -> dict[str, int]:
    """Every way to write a place → its number. A short form that two share says nothing."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for key, name in names.items():
        for text in {plain(name), place(name), plain(county) + plain(name)}:
            if found.setdefault(text, key) != key:
                twice.add(text)
    return {text: key for text, key in found.items() if text not in twice}


def hinted(hints: Iterable[str], words: Mapping[str, int], shortest: int = 2) -> int | None:
    """The one place that the first telling hint (sheet's name, title, file's name) speaks of."""
    for hint in hints:
        text = plain(hint)
        found = {words[one] for one in words if len(one) >= shortest and one in text}
        if len(found) == 1:
            return found.pop()
        longest = sorted((one for one in words if len(one) > shortest and one in text), key=len)
        if longest and len({words[one] for one in longest if len(one) == len(longest[-1])}) == 1:
            return words[longest[-1]]
    return None


def near(core: str) -> set[str]:
    """A name with each letter left out once: two names that share one differ in a letter at most."""
    if len(core) < LETTERS:
        return set()
    return {core, *(core[:at] + core[at + 1 :] for at in range(len(core)))}


# --- exports that come back -------------------------------------------------------------------------------------------


def seal(values: Iterable[str]) -> str:
    """A mark for each cell of an exported row, in order: tells later which of them were changed."""
    return ".".join(map(mark, values))


def mark(text: str) -> str:
    """The mark of one cell."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def edited(base: str, fields: Sequence[str], texts: Mapping[str, str]) -> tuple[str, ...] | None:
    """The fields of an exported row that its editor changed; None where the mark was damaged."""
    marks = base.split(".")
    if len(marks) != len(fields):
        return None
    return tuple(name for name, old in zip(fields, marks, strict=True) if mark(texts.get(name, "")) != old)


def both_changed(base: str, fields: Sequence[str], name: str, now: str) -> bool:
    """Was a field changed in the registry, too, since it was exported?"""
    return base.split(".")[list(fields).index(name)] != mark(now)


# --- what changed meanwhile -------------------------------------------------------------------------------------------


def collided(before: Mapping[str, object], write: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """Columns that someone changed since the preview to something else than the roster says."""
    return [name for name in write if now[name] != before.get(name) and now[name] != write[name]]
