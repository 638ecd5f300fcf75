"""Units: list, tree, one unit, and its verbs."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry import actions, forms, pages, policy, queries
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.models import Unit
from wuze.registry.rules import PARENTS, cn
from wuze.registry.shared import Act, Entered, carry_out, list_page
from wuze.registry.tables import Options, units_table

SUPERIORS = (UnitKind.TOWN, UnitKind.SECTOR, UnitKind.PARK, UnitKind.DEPARTMENT, UnitKind.LEAD)


@needs(Capability.SEE_UNITS)
@require_GET
def home(request: Request) -> HttpResponse:
    """名录 begins with the units."""
    return redirect("registry:units")


@needs(Capability.SEE_UNITS)
@require_GET
def units(request: Request) -> HttpResponse:
    """Units as a list."""
    seen = queries.visible_to(request.actor)
    places = queries.places_of(seen)
    regions = [(queries.region_prefix(place.code), place.name) for place in places]
    superiors = list(seen.filter(kind__in=SUPERIORS, until=None).order_by("path").values_list("path", "name"))
    rows = queries.with_superior(seen).select_related("region")
    table = units_table(regions, superiors)
    refusal = policy.why_not_edit_unit(request.actor, Unit(until=None))
    return list_page(request, table, rows, "registry/units.html", may_add=refusal is None)


@needs(Capability.SEE_UNITS)
@require_GET
def tree(request: Request) -> HttpResponse:
    """Units by affiliation: the top, each branch when it is opened."""
    return render(request, "registry/tree.html", {"branches": queries.roots_seen(request.actor)})


@needs(Capability.SEE_UNITS)
@require_GET
def branch(request: Request, pk: int) -> HttpResponse:
    """What stands directly below a unit, for the tree."""
    unit = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return render(request, "registry/branch.html", {"branches": queries.branches(request.actor, unit)})


@needs(Capability.SEE_UNITS)
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit: where it stands, its posts, what belongs to it, and to whom it belonged."""
    actor = request.actor
    found = get_object_or_404(queries.visible_to(actor).select_related("region", "sector"), pk=pk)
    chain = queries.chain_of(found)
    on = day_of(request.GET.get("on", ""))
    posts = queries.posts_seen(actor, found.posts.filter(until=None).select_related("unit")).order_by("order", "pk")
    values = {
        "unit": found, "chain": chain, "bar": pages.unit_bar(actor, found, chain[-1] if chain else None),
        "posts": posts, "branches": queries.branches(actor, found),
        "seen": set(queries.visible_to(actor).filter(pk__in=[one.pk for one in chain]).values_list("pk", flat=True)),
        "parents": found.parents.select_related("parent"), "on": on, "history": pages.history_url("registry.unit", pk),
        "doings": pages.slot_url("ledger:of-unit", pk),
    }  # fmt: skip
    if on:
        values |= {"chain_on": queries.chain_on(found, on), "children_on": queries.children_on(actor, found, on)}
    return render(request, "registry/unit.html", values)


def day_of(text: str) -> date | None:
    """A day of an address; nonsense is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- verbs ------------------------------------------------------------------------------------------------------------


def page_of(row: Unit) -> Link:
    """Back to the unit."""
    return Link("不改了", pages.url("unit", row.pk))


def choices(actor: Actor, row: Unit | None) -> dict[str, Options]:
    """What a unit's form offers."""
    seen = queries.visible_to(actor).filter(until=None)
    places = queries.regions_visible_to(actor).exclude(kind=RegionKind.VILLAGE)
    if row is not None and row.region_id:
        places = places | queries.regions_visible_to(actor).filter(pk=row.region_id)
    sectors = seen.filter(kind__in=(UnitKind.DEPARTMENT, UnitKind.SECTOR)).order_by("path")
    return {
        "kinds": [(value, str(label)) for value, label in UnitKind.choices],
        "regions": [(str(key), name) for key, name in places.order_by("code").values_list("pk", "name")],
        "sectors": [(str(key), name) for key, name in sectors.values_list("pk", "name")],
    }


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """A new unit, below the one the address names."""
    actor = request.actor
    key = request.GET.get("parent", "")
    above = get_object_or_404(queries.visible_to(actor), pk=int(key)) if key.isdecimal() and len(key) < 10 else None
    refuse(policy.why_not_add_unit(actor, above))
    first = {"kind": UnitKind.PARTY if above else UnitKind.COUNTY, "since": actor.today}
    if above is not None and above.region_id:
        first["region"] = above.region_id

    def act(entered: Entered) -> str:
        made = actions.add_unit(actor, parent=above.pk if above else None, **entered)
        return pages.url("unit", made.pk)

    return carry_out(request, Act(
        title=f"在{above}下面设单位" if above else "设县委", verb="设单位", act=act, said="单位设好了，接着设岗位。",
        form=lambda data: forms.NewUnitForm(data, initial=first, **choices(actor, None)),
        back=Link("不设了", pages.url("unit", above.pk) if above else pages.url("units")),
    ))  # fmt: skip


def opened(request: Request, pk: int) -> Unit:
    """The unit a verb is about, if the actor sees it."""
    row: Unit = get_object_or_404(queries.visible_to(request.actor).select_related("region", "sector"), pk=pk)
    return row


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Name, kind, place, sector."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_edit_unit(actor, row))

    def act(entered: Entered) -> str:
        actions.edit_unit(actor, pk, version=version_of(request), **entered)
        return pages.url("unit", pk)

    stands = {name: getattr(row, name) for name in ("name", "short", "kind")}
    stands |= {"region": row.region_id, "sector": row.sector_id}
    return carry_out(request, Act(
        title=f"改单位：{row}", verb="存下", act=act, said="改好了。", back=page_of(row), kind="registry.unit", key=pk,
        form=lambda data: forms.UnitForm(data, initial=stands, **choices(actor, row)), version=lambda: queries.version_now(Unit, pk),
        note="上级在“改隶属”里改，设立日期在“更正设立日期”里改。",
    ))  # fmt: skip


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def redate(request: Request, pk: int) -> HttpResponse:
    """The day it was set up, put right."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_edit_unit(actor, row))

    def act(entered: Entered) -> str:
        actions.date_unit(actor, pk, version=version_of(request), **entered)
        return pages.url("unit", pk)

    return carry_out(request, Act(
        title=f"更正设立日期：{row}", verb="更正", act=act, said="更正了，原来的日期在留痕里。", back=page_of(row),
        kind="registry.unit", key=pk, version=lambda: queries.version_now(Unit, pk),
        form=lambda data: forms.DateForm(data, initial={"since": row.since}),
        note=f"现在写的是{cn(row.since)}。填错了才更正；改了名、换了上级不算重新设立。",
    ))  # fmt: skip


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    """Another superior."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_move_unit(actor, row))

    def act(entered: Entered) -> str:
        actions.move_unit(actor, pk, version=version_of(request), **entered)
        return pages.url("unit", pk)

    parents = [(str(one.pk), f"{'　' * (one.depth - 1)}{one.name}") for one in superiors_of(actor, row)]
    return carry_out(request, Act(
        title=f"改隶属：{row}", verb="改隶属", act=act, said="隶属改好了，原来的隶属留在沿革里。", back=page_of(row),
        kind="registry.unit", key=pk, version=lambda: queries.version_now(Unit, pk),
        form=lambda data: forms.MoveForm(data, initial={"since": actor.today}, parents=parents),
        note="它和它下面的单位一起移。谁能看到它们，今天就按新的隶属算。",
    ))  # fmt: skip


def superiors_of(actor: Actor, row: Unit) -> QuerySet[Unit]:
    """Where a unit may go: of the right kind, open, not below itself; of Party organisations those that can have some."""
    kinds = PARENTS[row.kind]
    found = queries.visible_to(actor).filter(until=None, kind__in=kinds).exclude(path__startswith=row.path)
    leaves = found.filter(kind=UnitKind.PARTY).exclude(party__form__in=("committee", "general"))
    return found.exclude(pk__in=leaves.values("pk")).order_by("path")


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """The end of a unit."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_close_unit(actor, row))

    def act(entered: Entered) -> str:
        actions.close_unit(actor, pk, version=version_of(request), **entered)
        return pages.url("unit", pk)

    return carry_out(request, Act(
        title=f"撤销单位：{row}", verb="撤销", act=act, said="已撤销，以前的数据都在。", back=page_of(row),
        kind="registry.unit", key=pk, version=lambda: queries.version_now(Unit, pk),
        form=lambda data: forms.CloseForm(data, initial={"until": actor.today}),
    ))  # fmt: skip


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def reopen(request: Request, pk: int) -> HttpResponse:
    """Undo of closing."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_reopen_unit(actor, row))

    def act(entered: Entered) -> str:
        actions.reopen_unit(actor, pk, version=version_of(request), **entered)
        return pages.url("unit", pk)

    closed = cn(row.until) if row.until else ""
    return carry_out(request, Act(
        title=f"恢复单位：{row}", verb="恢复", act=act, said="已恢复。", back=page_of(row), kind="registry.unit", key=pk,
        version=lambda: queries.version_now(Unit, pk), form=forms.ReasonForm,
        note=f"撤销（{closed}）当作没有发生，留痕里两次都在。",
    ))  # fmt: skip
