"""Types of organisations: the county's own table, with the department that owns each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.models import OrganisationType
from wuze.registry.organisations import forms, policy, queries
from wuze.registry.organisations.actions import add_type, edit_type, restore_type, retire_type
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out
from wuze.registry.tables import Options

KIND = "registry.type"
NAMES = ("name", "social", "usual_form", "note", "unconfirmed")


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def types(request: Request) -> HttpResponse:
    """The table, with how many visible organisations each has."""
    rows = queries.types_counted(request.actor)
    may = policy.why_not_edit_type(request.actor) is None
    return render(request, "registry/organisations/types.html", {"rows": rows, "may": may})


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Name, owner of the sector, usual form."""
    actor = request.actor
    row = get_object_or_404(OrganisationType, pk=pk)
    refuse(policy.why_not_edit_type(actor))

    def act(entered: Entered) -> str:
        edit_type(actor, pk, version=version_of(request), **entered)
        return reverse("registry:types")

    stands = {name: getattr(row, name) for name in NAMES} | {"sector": row.sector_id}
    return carry_out(request, Act(
        title=f"改类型：{row}", verb="存下", act=act, said="改好了。已有的组织不跟着变。", kind=KIND, key=pk,
        form=lambda data: forms.TypeForm(data, initial=stands, sectors=sectors()),
        version=lambda: version_now(OrganisationType, pk), back=back(),
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Another type."""
    actor = request.actor
    refuse(policy.why_not_edit_type(actor))

    def act(entered: Entered) -> str:
        add_type(actor, **entered)
        return reverse("registry:types")

    return carry_out(request, Act(
        title="增加类型", verb="增加", act=act, said="增加了，新增组织和导入时就可以选。", back=Link("不增加了", reverse("registry:types")),
        form=lambda data: forms.TypeForm(data, initial={"unconfirmed": True}, sectors=sectors()),
    ))  # fmt: skip


@needs(Capability.EDIT_ORGANISATIONS)
@acts
@require_http_methods(["GET", "POST"])
def turn(request: Request, pk: int) -> HttpResponse:
    """停用 a type in use, 恢复 one that is not."""
    actor = request.actor
    row = get_object_or_404(OrganisationType, pk=pk)
    verb, carry = ("恢复", restore_type) if row.retired else ("停用", retire_type)
    refuse((policy.why_not_restore_type if row.retired else policy.why_not_retire_type)(actor, row))

    def act(entered: Entered) -> str:
        carry(actor, pk, version=version_of(request), reason=entered["reason"])
        return reverse("registry:types")

    return carry_out(request, Act(
        title=f"{verb}类型：{row}", verb=verb, act=act, said=f"{verb}了。", back=back(), kind=KIND, key=pk,
        form=forms.ReasonForm, version=lambda: version_now(OrganisationType, pk),
        note="停用后新增、导入不能再选这一类；已有的不变，以前的覆盖率也不变。" if verb == "停用" else "",
    ))  # fmt: skip


def back() -> Link:
    """Back to the table."""
    return Link("不改了", reverse("registry:types"))


def sectors() -> Options:
    """Departments and sector committees that may own a type."""
    return [(str(key), name) for key, name in queries.sectors().values_list("pk", "name")]
