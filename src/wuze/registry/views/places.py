"""Places: the list, and the lines pasted from the published codes."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.registry import actions, forms, pages, policy, queries
from wuze.registry.shared import Act, Entered, carry_out, list_page
from wuze.registry.tables import places_table


@needs(Capability.SEE_UNITS)
@require_GET
def places(request: Request) -> HttpResponse:
    """All places by code."""
    may_add = policy.why_not_enter_places(request.actor) is None
    rows = queries.regions_visible_to(request.actor)
    return list_page(request, places_table(), rows, "registry/places.html", may_add=may_add)


@needs(Capability.EDIT_UNITS)
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Lines of code and name."""
    actor = request.actor
    refuse(policy.why_not_enter_places(actor))

    def act(entered: Entered) -> str:
        actions.enter_places(actor, entered["places"])
        return pages.url("places")

    return carry_out(request, Act(
        title="登记属地", verb="登记", act=act, said="登记了，接着设单位。", form=forms.PlacesForm,
        back=Link("不登记了", pages.url("places")),
    ))  # fmt: skip
