"""Forms that carry out one verb on an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import keys_of, version_of
from wuze.registry.links.actions import ask_correction, why_not_ask_correction
from wuze.registry.models import Organisation
from wuze.registry.organisations import actions, forms, policy, queries, states
from wuze.registry.organisations.actions import Facts
from wuze.registry.organisations.compare import compared
from wuze.registry.pages import url
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out
from wuze.registry.tables import Options

NAMES = (
    "name", "uscc", "supervisor", "employees", "members", "contact", "phone", "source", "as_of",
)  # fmt: skip
SAID = {"close": "办了注销，以前的数据都在。", "reopen": "恢复了。"}


def opened(request: Request, pk: int) -> Organisation:
    """The organisation a verb is about, if the actor sees it."""
    row: Organisation = get_object_or_404(queries.opened(request.actor), pk=pk)
    return row


def back(row: Organisation) -> Link:
    """Back to the dossier."""
    return Link("不改了", url("organisation", row.pk))


def choices(actor: Actor, row: Organisation | None = None) -> dict[str, Options]:
    """What the form of facts offers: places of the actor's scope, and what stands."""
    places = queries.places_offered(actor, row)
    return {
        "types": [(str(key), name) for key, name in queries.types_offered(row).values_list("pk", "name")],
        "regions": [(str(key), name) for key, name in places.order_by("code").values_list("pk", "name")],
        "sectors": [(str(key), name) for key, name in queries.sectors().values_list("pk", "name")],
    }


def facts_from(actor: Actor, entered: Entered) -> Facts:
    """What was typed as what is held; a platform is named by its key."""
    values = {name: entered[name] for name in (*NAMES, "type", "region", "sector")}
    return Facts(**values, parent=platform(actor, entered["parent"]))


def platform(actor: Actor, key: str) -> int | None:
    """The organisation of a key, present or former, if the actor sees it."""
    if not key.strip():
        return None
    row = queries.by_keys([key.strip().upper()]).get(key.strip().upper())
    if row is None or not queries.visible_to(actor).filter(pk=row.pk).exists():
        raise Invalid("organisation.parent", {"parent": "名录里没有这个编号，请填平台公司的编号或信用代码。"})
    return row.pk


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """A new organisation."""
    actor = request.actor
    refuse(policy.why_not_add(actor))

    def act(entered: Entered) -> str:
        facts = facts_from(actor, entered)
        made = actions.add(actor, facts, since=entered["since"], another=entered["another"])
        return url("organisation", made.pk)

    first = {"as_of": actor.today, "since": actor.today}
    return carry_out(request, Act(
        title=f"新增{request.installation.field}", verb="新增", act=act, said="新增了，接着写谁覆盖它。",
        form=lambda data: forms.FactsForm(data, initial=first, **choices(actor)),
        back=Link("不增了", reverse("registry:organisations")), note="成批的不用一家家填，从名单导入。",
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """What is held."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_edit(actor, row))

    def act(entered: Entered) -> str:
        facts = facts_from(actor, entered)
        actions.edit(actor, pk, facts, version=version_of(request), since=entered["since"], another=entered["another"])
        return url("organisation", pk)

    stands = {name: getattr(row, name) for name in NAMES}
    stands |= {"type": row.type_id, "region": row.region_id, "sector": row.sector_id, "since": actor.today}
    stands |= {"parent": row.parent.key if row.parent else ""}
    return carry_out(request, Act(
        title=f"改情况：{row}", verb="存下", act=act, said="改好了。", back=back(row), kind=policy.KIND, key=pk,
        form=lambda data: forms.FactsForm(data, initial=stands, **choices(actor, row)),
        version=lambda: version_now(Organisation, pk), note="状态在“列为停业”“办注销”里改，覆盖在“加覆盖”里改。",
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """Closed, open again; or asked to be taken out of the denominator."""
    actor, row = request.actor, opened(request, pk)
    if verb not in policy.WORDS:
        raise Http404
    refuse(policy.why_not_change(actor, row, verb))
    words = policy.WORDS[verb]
    if verb in states.REMOVALS:
        return carry_out(request, removal(request, row, verb))

    def act(entered: Entered) -> str:
        actions.change(actor, pk, verb, version=version_of(request), **entered)
        return url("organisation", pk)

    return carry_out(request, Act(
        title=f"{words}：{row}", verb=words, act=act, said=SAID[verb], back=back(row), kind=policy.KIND, key=pk,
        form=lambda data: forms.ChangeForm(data, initial={"since": actor.today}), version=lambda: version_now(Organisation, pk),
    ))  # fmt: skip


def removal(request: Request, row: Organisation, verb: str) -> Act:
    """The request that somebody else answers."""
    actor, pk, words = request.actor, row.pk, policy.WORDS[verb]

    def act(entered: Entered) -> str:
        asked = actions.ask_removal(actor, pk, verb, version=version_of(request), **entered)
        return reverse("approvals:one", args=[asked.pk])

    return Act(
        title=f"报批：{row}{words}", verb="报批", act=act, said="已报批。批了的那天起移出在营基数。", back=back(row),
        form=forms.RemovalForm, version=lambda: version_now(Organisation, pk), kind=policy.KIND, key=pk,
        note="停业、空壳要移出覆盖率的分母，由批准人决定，理由和批准人留在档案里。",
    )  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int, other: int) -> HttpResponse:
    """Two rows side by side, and which one stays."""
    actor, first, second = request.actor, opened(request, pk), opened(request, other)
    refuse(policy.why_not_merge(actor, first, second))

    def act(entered: Entered) -> str:
        keep, drop = (pk, other) if entered["keep"] == str(pk) else (other, pk)
        versions = {pk: version_of(request), other: entered["other_version"]}
        actions.merge(actor, keep, drop, version=versions[keep], other_version=versions[drop], reason=entered["reason"])
        return url("organisation", keep)

    rows = [(str(one.pk), f"{one.name}（{one.key}）") for one in (first, second)]
    stands = {"keep": str((first if first.uscc or not second.uscc else second).pk), "other_version": second.version}
    return carry_out(request, Act(
        title="合并重复的两条", verb="合并", act=act, said="合并了，两个编号都还找得到它。", back=back(first),
        form=lambda data: forms.MergeForm(data, initial=stands, rows=rows), version=lambda: version_now(Organisation, pk),
        kind=policy.KIND, key=pk, template="registry/organisations/merge.html",
        more={"first": first, "second": second, "pairs": compared(actor, first, second)},
        note="留下的一条空着的，从另一条补上。覆盖、联系领导今天起都归留下的一条。编号永远有效。",
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@require_POST
@acts
def apart(request: Request, pk: int) -> HttpResponse:
    """Not the same one as these: the pairs are not asked about again."""
    actor, row = request.actor, opened(request, pk)
    keys = keys_of(request.POST.getlist("other")[: queries.MOST])
    others = queries.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True)
    actions.keep_apart(actor, pk, list(others))
    messages.success(request, f"记下了：{row}与这些不是同一家，以后不再问。")
    return redirect("registry:duplicates")


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def split(request: Request, pk: int) -> HttpResponse:
    """Another organisation out of this one."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_split(actor, row))

    def act(entered: Entered) -> str:
        made = actions.split(
            actor, pk, split_facts(actor, entered), version=version_of(request), left=entered["left"],
            coverages=[int(one) for one in entered.get("coverages", ())], reason=entered["reason"],
        )  # fmt: skip
        return url("organisation", made.pk)

    covers = [(str(one.pk), f"{one.get_kind_display()} {one.party or one.person or ''}") for one in row.now]  # type: ignore[attr-defined]  # prefetched by queries.opened
    stands: Mapping[str, Any] = {
        "type": row.type_id, "region": row.region_id, "sector": row.sector_id, "left": row.members,
    }  # fmt: skip
    return carry_out(request, Act(
        title=f"拆分：{row}", verb="拆出一家", act=act, said="拆出来了，请补它的其他情况。", back=back(row), kind=policy.KIND, key=pk,
        form=lambda data: forms.SplitForm(data, initial=stands, coverages=covers, **choices(actor, row)),
        version=lambda: version_now(Organisation, pk), note="原来那家的编号不变，新的一家有自己的编号。",
    ))  # fmt: skip


def split_facts(actor: Actor, entered: Entered) -> Facts:
    """What is known of the new one; source and day are set by the action."""
    names = ("name", "uscc", "type", "region", "sector", "members")
    return Facts(**{name: entered[name] for name in names}, source="拆分", as_of=actor.today)


@needs(Capability.SEE_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """提更正: by the secretary whose Party organisation covers it."""
    actor, row = request.actor, opened(request, pk)
    refuse(why_not_ask_correction(actor, row))

    def act(entered: Entered) -> str:
        ask_correction(actor, pk, note=entered["note"])
        return reverse("registry:mine")

    return carry_out(request, Act(
        title=f"提更正：{row}", verb="提交给上级", act=act, said="提了。上级改好后，这里看得到结果。", form=forms.CorrectionForm,
        back=Link("不提了", reverse("registry:mine")), note="名录不会马上变，由管这家的经办核对后改。",
    ))  # fmt: skip
