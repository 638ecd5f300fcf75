"""Evidence as it is shown beside its thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.files.kinds import KINDS
from wuze.files.models import Attached
from wuze.files.rules import size_word
from wuze.kernel.web.components import Link
from wuze.kernel.web.templatetags.wuze import cn_full_date
from wuze.registry.evidence.values import Holder


@dataclass(frozen=True, slots=True)
class Card:
    """One file: what it is called, what it is, its hash, both dates, who. ``look`` is for pictures; ``gone`` says why it went."""

    name: str
    about: str
    dates: str
    by: str
    caption: str
    url: str
    look: str
    withdraw: str
    gone: str


@dataclass(frozen=True, slots=True)
class Files:
    """All files of one thing, and where to add one."""

    cards: tuple[Card, ...]
    add: Link | None

    @property
    def standing(self) -> int:
        """How many can be opened."""
        return sum(not one.gone for one in self.cards)


def files(actor: Actor, holder: Holder, thing: object, rows: Iterable[Attached]) -> Files:
    """Rows of one thing, which come with their file."""
    theirs = holder.why_not_theirs(actor, thing) is None
    key = getattr(thing, "pk", 0)
    add = Link("附佐证材料", reverse("evidence:add", args=[holder.code, key]))
    cards = tuple(_card(holder, row, theirs=theirs) for row in rows)
    return Files(cards, add if holder.why_not_add(actor, thing) is None else None)


def _card(holder: Holder, row: Attached, *, theirs: bool) -> Card:
    kind, own = KINDS[row.file.kind], [holder.code, row.pk]
    received = f"，{cn_full_date(row.received)}收到" if row.received != row.happened else "，当天收到"
    who = f"{row.by}交{f'，代{row.on_behalf}' if row.on_behalf else ''}"
    return Card(
        row.name, f"{kind.label}，{size_word(row.file.size)}，校验{row.file}", f"{cn_full_date(row.happened)}的材料{received}",
        who, row.caption, "" if row.gone_on else reverse("evidence:file", args=own),
        reverse("evidence:look", args=own) if kind.is_image and not row.gone_on else "",
        reverse("evidence:withdraw", args=own) if theirs and not row.gone_on else "",
        f"{row.gone_by}{cn_full_date(row.gone_on)}撤下：{row.gone_why}" if row.gone_on else "",
    )  # fmt: skip
