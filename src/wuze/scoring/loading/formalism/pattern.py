"""What a pattern of formalism is, and how it is looked for in a sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from wuze.scoring.loading.formalism.sense import Sense
from wuze.scoring.tables import Level
from wuze.scoring.text import halfwidth

_SENTENCES = re.compile(r"[;。!?\n]+")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAK = ",;。!?\n"
_AGAINST = re.compile(
    r"(?:违规|违反|强制|强行|随意|擅自|变相|过度|滥|不得(?!分)|禁止|严禁|杜绝|不再|不以)[^,;。]{0,12}$"
    r"|(?:取消|精简|压减|减少)[^,;。\d]{0,3}$"
)
"""Before the word: the clause is against the thing, not for it (“违规要求基层打卡的扣2分”)."""


class When(Enum):
    """What a clause must do for a pattern to count."""

    ANY = "whatever it does"
    GIVES = "points for having it"
    MORE = "more points for more of it"
    LACKS = "points off for too little of it"
    EITHER = "points for having it or off for too little"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing to look for. ``kind``: of one kind the first pattern that fits is reported; ``unless``: harmless uses.

    ``unless`` is looked for in the part of the sentence (between commas) that holds the word.
    """

    kind: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    when: When
    level: Level
    why: str
    fix: str
    basis: str

    def wants(self, sense: Sense) -> bool:
        """Whether a clause of that sense is meant."""
        return {
            When.ANY: True,
            When.GIVES: sense.gives,
            When.MORE: sense.more,
            When.LACKS: sense.lacks,
            When.EITHER: sense.gives or sense.lacks,
        }[self.when]

    def find(self, sentence: str) -> str:
        """The words found, '' for none or only harmless ones."""
        for found in self.words.finditer(sentence):
            start = max(sentence.rfind(mark, 0, found.start()) for mark in _BREAK) + 1
            ends = [at for mark in _BREAK if (at := sentence.find(mark, found.end())) >= 0]
            part = sentence[start : min(ends, default=len(sentence))]
            if self.unless is not None and self.unless.search(part):
                continue
            if not _AGAINST.search(sentence[start : found.start()]):
                return found[0]
        return ""


def tidy(text: str) -> str:
    """Half-width, without blanks; a new line stays as an end of a sentence."""
    return _BLANKS.sub("", halfwidth(unicodedata.normalize("NFC", text)))


def sentences(text: str) -> list[str]:
    """The sentences of a rule."""
    return [sentence for sentence in _SENTENCES.split(tidy(text)) if sentence]
