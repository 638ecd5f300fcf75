"""Found by key, by name, or because it looks like another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.registry.models import Apart, FormerKey, Organisation
from wuze.registry.organisations import rules
from wuze.registry.organisations.queries.scope import edited_by, visible_to
from wuze.registry.organisations.queries.shown import listed

MOST = 50
FOUND = 20
NONE = Q(pk__in=[])


def by_keys(keys: Sequence[str]) -> dict[str, Organisation]:
    """The organisation that stands today for each key, present or former; unknown keys are left out. Two queries."""
    found = {row.key: row for row in Organisation.objects.filter(key__in=keys, merged_into=None)}
    former = FormerKey.objects.filter(key__in=[key for key in keys if key not in found])
    return found | {row.key: row.organisation for row in former.select_related("organisation")}


def last_temporary() -> int:
    """The highest number ever given in a temporary key. Whoever makes one holds the lock of ``actions.keys``."""
    rows = (Organisation.objects, FormerKey.objects)
    last = (table.filter(key__startswith=rules.TEMPORARY).aggregate(last=Max("key"))["last"] for table in rows)
    return max(rules.number_of(key or "") for key in last)


def searched(rows: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """By name, pinyin initials, key or former key: for pickers."""
    former = FormerKey.objects.filter(key=words.upper()).values("organisation")
    some = Q(name__icontains=words) | Q(initials__contains=words.lower()) | Q(key__startswith=words.upper())
    return rows.filter(some | Q(pk__in=former))


def renamed(actor: Actor, words: str) -> Organisation | None:
    """The organisation that an old key, typed into a search, leads to; None where the words are no old key."""
    key = rules.clean_code(words[: rules.LONGEST])
    former = FormerKey.objects.filter(key=key).first() if key.isascii() and key else None
    if former is None or Organisation.objects.filter(key=key, merged_into=None).exists():
        return None
    return visible_to(actor).filter(pk=former.organisation_id).first()


# --- the same one twice -----------------------------------------------------------------------------------------------


def alike(actor: Actor, name: str, region: int, but: int = 0) -> list[Organisation]:
    """Visible organisations in a place whose cleaned name is the same: perhaps the same one entered twice."""
    mark = rules.plain(name)
    rows = visible_to(actor).filter(region_id=region, initials__contains=initials(mark)).exclude(pk=but)
    return [row for row in rows.order_by("pk")[:MOST] if rules.plain(row.name) == mark]


def like(actor: Actor, row: Organisation) -> list[Organisation]:
    """Visible rows whose cleaned name is the same, or whose 主体标识 is: in the own town first."""
    mark, code = rules.plain(row.name), rules.body(row.uscc)
    some = Q(initials__contains=initials(mark)) | (Q(uscc__contains=code) if code else NONE)
    rows = listed(actor).filter(some).exclude(pk=row.pk).order_by("pk")[: MOST * 2]
    found = [one for one in rows if rules.plain(one.name) == mark or (code and rules.body(one.uscc) == code)]
    return sorted(found, key=lambda one: one.region_id != row.region_id)[:FOUND]


@dataclass(frozen=True, slots=True)
class Twice:
    """Rows that are perhaps one organisation, and why."""

    why: str
    rows: tuple[Organisation, ...]


def duplicates(actor: Actor, most: int) -> tuple[list[Twice], int]:
    """Groups in the actor's care: the same 主体标识码, then similar names in one town, then in several. At most ``most``
    groups with their rows, and how many there are. Three queries; names are compared here. Pairs found to be two are out."""
    facts = list(edited_by(actor).values_list("pk", "uscc", "name", "region__code").order_by("pk"))
    groups = [
        ("信用代码的主体标识相同", keys) for _, keys in rules.same((pk, rules.body(code)) for pk, code, *_ in facts)
    ]
    names = {pk: rules.plain(name) for pk, _, name, _ in facts}
    near = rules.same((pk, f"{names[pk]}@{region[:9]}") for pk, _, _, region in facts)
    groups += [("同一属地，名称相近", keys) for _, keys in near]
    together = {keys for _, keys in groups}
    far = [keys for _, keys in rules.same(names.items()) if keys not in together]
    groups += [("名称相近，属地不同", keys) for keys in far]
    apart = set(Apart.objects.values_list("first", "second"))
    groups = [(why, left) for why, keys in groups if (left := rules.undecided(keys, apart))]
    shown = groups[:most]
    wanted = {pk for _, keys in shown for pk in keys}
    rows = {row.pk: row for row in listed(actor).filter(pk__in=wanted)}
    found = [Twice(why, tuple(rows[pk] for pk in keys if pk in rows)) for why, keys in shown]
    return [one for one in found if len(one.rows) > 1], len(groups)
