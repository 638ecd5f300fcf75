"""What the page of an edition shows: where it stands, what was found, its items in sentences, its data, its editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.assessment.schemes import findings, policy, sheets, words
from wuze.assessment.schemes.binding import Bound, bound
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.lists import light_of
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.tables import unpacked
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Light, Link, Offer, Refused, StateBar, Step, Verb, alive, dead, joined
from wuze.kernel.web.templatetags.wuze import cn_date, cn_moment
from wuze.scoring.exact import plain, total
from wuze.scoring.loading.scheme import LoadedScheme, load_scheme
from wuze.scoring.model import Item, Part, Scheme
from wuze.scoring.tables import Finding, Level, Table
from wuze.scoring.text import key
from wuze.scoring.wording import percent

LAMPS = {Level.FAULT: "red", Level.BLOCK: "red", Level.EXPLAIN: "amber", Level.WARNING: "amber", Level.HINT: "none"}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding for the page."""

    light: Light
    where: str
    url: str
    problem: str
    fix: str
    basis: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in sentences. ``url`` leads to its form, "" where it may not be edited."""

    item: Item
    points: str
    says: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]
    url: str
    duty: Link | None = None


@dataclass(frozen=True, slots=True)
class PartLines:
    """A part: what its items add up to beside what it has."""

    part: Part
    points: str
    sum: str
    off: bool
    says: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Whole:
    """An edition opened: its sheets, what the engine made of them, and what was found."""

    edition: SchemeEdition
    tables: dict[str, Table]
    loaded: LoadedScheme

    @property
    def scheme(self) -> Scheme:
        """As far as it read."""
        return self.loaded.scheme

    @property
    def blocking(self) -> list[Finding]:
        """What stops adoption."""
        return findings.blocking(self.loaded)


def opened(edition: SchemeEdition) -> Whole:
    """No queries."""
    tables = unpacked(edition.tables)
    return Whole(edition, tables, load_scheme(tables))


def found(whole: Whole, *, edits: bool) -> tuple[Found, ...]:
    """The findings, the gravest first."""
    made = []
    for one in findings.ordered(whole.loaded.findings):
        spot = findings.spot(one.place, whole.tables)
        made.append(
            Found(
                Light(LAMPS[one.level], findings.WORDS[one.level]), spot.words, _place(whole.edition, spot) if edits else "",  # type: ignore[arg-type]  # one of the four lights
                one.problem, one.fix, one.basis,
            )
        )  # fmt: skip
    return tuple(made)


def _place(edition: SchemeEdition, spot: findings.Spot) -> str:
    if spot.item is not None:
        return reverse("schemes:item", args=[edition.pk, spot.item + 1])
    return reverse("schemes:grid", args=[edition.pk, spot.grid]) if spot.grid else ""


def parts(whole: Whole, duties: Mapping[str, Link], *, edits: bool) -> tuple[PartLines, ...]:
    """Every part with its items in sentences; ``duties`` by code, for the links."""
    numbers = _numbers(whole.tables)
    return tuple(_part(whole, part, numbers, duties, edits=edits) for part in whole.scheme.parts)


def _numbers(tables: Mapping[str, Table]) -> dict[str, int]:
    """Compared code of an item → its number in the sheet, from 1."""
    table = tables["指标"]
    at = table.columns.index("编号")
    return {key(str(table.rows[rows.start][at] or "")): number for number, rows in enumerate(sheets.groups(table), 1)}


def _part(
    whole: Whole, part: Part, numbers: Mapping[str, int], duties: Mapping[str, Link], *, edits: bool
) -> PartLines:
    lines = []
    for item in part.items:
        number = numbers.get(key(item.id))
        url = reverse("schemes:item", args=[whole.edition.pk, number]) if edits and number else ""
        clauses = tuple((clause.text, words.clause_says(clause, whole.scheme)) for clause in item.clauses)
        points = "没有" if item.points is None else plain(item.points)
        lines.append(ItemLine(item, points, words.item_says(item), clauses, url, _duty(whole, item, duties)))
    added = total(item.points for item in part.items if item.points is not None)
    off = bool(part.items) and part.points not in (0, added) and not part.scaled
    return PartLines(part, plain(part.points), plain(added), off, words.part_says(part), tuple(lines))


def _duty(whole: Whole, item: Item, duties: Mapping[str, Link]) -> Link | None:
    code = whole.edition.duties.get(item.id)
    return duties.get(code, Link(code, "")) if code else None


def sum_says(scheme: Scheme) -> tuple[str, bool]:
    """The points of the parts added up beside 满分, and whether they differ."""
    added = total(part.points for part in scheme.parts)
    if scheme.full is None:
        return f"各板块共{plain(added)}分，没有写满分", True
    differs = added != scheme.full
    return f"满分{plain(scheme.full)}，各板块共{plain(added)}分" + ("，两边对不上" if differs else ""), differs


def open_data(whole: Whole) -> tuple[Bound, ...]:
    """Data items that nobody gives yet."""
    return tuple(one for one in bound(whole.edition, whole.scheme) if one.open)


# --- the head ---------------------------------------------------------------------------------------------------------


def bar(actor: Actor, whole: Whole) -> StateBar:
    """起草 → 报批 → 采用, whose turn, living verbs and dead ones."""
    edition = whole.edition
    offers = _offers(actor, whole)
    return StateBar(
        _steps(edition), _turn(whole), light_of(edition), _detail(whole), alive(offers), joined(_told(offers))
    )


def _told(offers: list[Offer]) -> tuple[Refused, ...]:
    """With the reason; a verb of another state or of another office is not named at all."""
    silent = {"scheme.state", "scheme.not_yours"}
    return dead(one for one in offers if one[1] is None or one[1].code not in silent)


def _offers(actor: Actor, whole: Whole) -> list[Offer]:
    edition, stops = whole.edition, len(whole.blocking)

    def page(label: str, name: str, no: Refusal | None, *, primary: bool = False) -> Offer:
        return Verb(label, reverse(f"schemes:{name}", args=[edition.pk]), "get", primary=primary), no

    ask = policy.why_not_ask(actor, edition, stops)
    offers = [page("报批采用", "ask", ask, primary=True)]
    if stops:
        label = "改仍然采用的理由" if edition.override else "写仍然采用的理由"
        offers.append(page(label, "override", policy.why_not_override(actor, edition, stops)))
    offers.append(
        page("试算", "trial-new", policy.why_not_try(actor, edition), primary=edition.state == EditionState.ADOPTED)
    )
    copy = Verb("照它立新一版", reverse("schemes:copy", args=[edition.pk]))
    if edition.state != EditionState.DRAFT:
        offers.append((copy, policy.why_not_copy(actor, edition)))
    offers.append(page("弃用", "discard", policy.why_not_discard(actor, edition)))
    return offers


def _steps(edition: SchemeEdition) -> tuple[Step, ...]:
    made = (cn_date(edition.made_at), edition.made_by)
    if edition.state == EditionState.DISCARDED:
        return (Step("起草", "done", made), Step("弃用", "now"))
    at = {EditionState.DRAFT: 0, EditionState.ASKED: 1, EditionState.ADOPTED: 3}[EditionState(edition.state)]
    adopted = (cn_date(edition.adopted_on), edition.adopted_by) if edition.adopted_on else ()
    names = (("起草", made), ("报批", ()), ("采用", adopted))
    return tuple(
        Step(name, "done" if here < at else "now" if here == at else "later", notes)
        for here, (name, notes) in enumerate(names)
    )


def _turn(whole: Whole) -> str:
    edition = whole.edition
    if edition.state == EditionState.ADOPTED:
        return "已采用，不再改"
    if edition.state == EditionState.ASKED:
        return "送签中"
    if edition.state == EditionState.DISCARDED:
        return "已弃用"
    if edition.faults:
        return f"轮到{edition.unit}：改{edition.faults}处问题"
    if whole.blocking and not edition.override:
        return f"轮到{edition.unit}：{len(whole.blocking)}处阻止采用"
    return f"轮到{edition.unit}：报批采用"


def _detail(whole: Whole) -> str:
    waiting = len(open_data(whole))
    return f"{waiting}个数据项还没有定从哪里来" if waiting and whole.edition.state != EditionState.DISCARDED else ""


def facts_of(whole: Whole) -> tuple[tuple[str, str], ...]:
    """What stands in the margin."""
    edition, scheme = whole.edition, whole.scheme
    rows = [
        ("年度", f"{edition.year}年"), ("考核对象", scheme.subject_kind), ("分值", sum_says(scheme)[0]),
        ("小数位", f"{scheme.places}位，四舍五入"), ("分组", scheme.group_by or "不分组"),
        ("截止日", "" if scheme.cutoff is None else f"{scheme.cutoff.year}年{cn_date(scheme.cutoff)}"),
        ("来源", scheme.origin), ("依据", edition.basis), ("文件", edition.file),
        ("起草", f"{edition.made_by}，{cn_moment(edition.made_at)}"), ("摘要", edition.digest[:16]),
    ]  # fmt: skip
    return tuple((name, text) for name, text in rows if text)


def grades(scheme: Scheme) -> tuple[tuple[str, str, str], ...]:
    """Grade, from how many points, which share."""
    last = len(scheme.grades) - 1
    return tuple(
        (
            one.name,
            "不限" if number == last or one.least is None else plain(one.least),
            f"参评数的{percent(one.share)}，{one.rounding}" if one.share is not None else "",
        )
        for number, one in enumerate(scheme.grades)
    )


def polls(scheme: Scheme) -> tuple[tuple[str, str, str], ...]:
    """A mass evaluation: its options with their face values, its bodies with their weights."""
    made = []
    for one in scheme.polls:
        faces = "、".join(f"{option} {'不计' if face is None else plain(face)}" for option, face in one.options)
        bodies = "、".join(f"{body} {percent(weight)}" for body, weight in one.bodies)
        if one.least_votes > 1:
            bodies += f"；不足{one.least_votes}票的{'由会议评议' if one.meeting else '不计并折算'}"
        made.append((one.name, faces, bodies))
    return tuple(made)


EDITS = (
    ("settings", "方案信息"), ("parts", "板块"), ("elements", "数据项"), ("grades", "等次"), ("vetoes", "否决"),
    ("polls", "测评"), ("bodies", "测评主体"),
)  # fmt: skip
"""The sheets that are edited as a whole."""
