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
from wuze.registry.organisations.actions import edit_type
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out


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

    names = ("name", "social", "usual_form", "note", "unconfirmed")
    stands = {name: getattr(row, name) for name in names} | {"sector": row.sector_id}
    sectors = [(str(key), name) for key, name in queries.sectors().values_list("pk", "name")]
    return carry_out(request, Act(
        title=f"改类型：{row}", verb="存下", act=act, said="改好了。已有的组织不跟着变。", kind="registry.type", key=pk,
        form=lambda data: forms.TypeForm(data, initial=stands, sectors=sectors),
        version=lambda: version_now(OrganisationType, pk), back=Link("不改了", reverse("registry:types")),
    ))  # fmt: skip
