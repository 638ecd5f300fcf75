"""What a roster lacks, closed: the rows chosen in its list, or all of them, after one more look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import keys_of, version_of
from wuze.registry.models import Roster
from wuze.registry.rosters import actions, forms, policy, queries
from wuze.registry.rosters.views.pages import opened

NAMED = 20
"""Names shown; the rest are in the list."""
MOST = 500
"""Rows that can be chosen in one go."""


@needs(Capability.EDIT_ORGANISATIONS)
@require_http_methods(["GET", "POST"])
@acts
def close(request: Request, pk: int) -> HttpResponse:
    """The rows chosen come by POST without ``since``: then the form is shown with them."""
    roster = opened(request, pk)
    refuse(policy.why_not_close(request.actor, roster))
    chosen = queries.gone(roster).filter(pk__in=keys_of(request.POST.getlist("row")[:MOST]))
    numbers = list(chosen.values_list("number", flat=True))
    left = queries.gone(roster).count()
    which = [*([("chosen", f"勾选的{len(numbers)}家")] if numbers else []), ("all", f"表里没有的{left}家，全部")]
    filled = request.POST if "since" in request.POST else None
    form = forms.CloseForm(filled, initial={"since": request.actor.today, "which": which[0][0]}, which=which)
    if form.is_valid() and done(request, roster, form, numbers):
        return redirect(f"{reverse('rosters:one', args=[pk])}?view=gone")
    names = queries.gone(roster, numbers or None).order_by("number").values_list("name", flat=True)
    values = {
        "roster": roster, "form": form if left else None, "numbers": chosen, "names": names[:NAMED],
        "more": max(len(numbers or names) - NAMED, 0), "back": Link("先不办", reverse("rosters:one", args=[pk])),
    }  # fmt: skip
    return render(request, "registry/rosters/close.html", values, status=400 if form.errors else 200)


def done(request: Request, roster: Roster, form: forms.CloseForm, numbers: list[int]) -> bool:
    """Closed; or the faults stand in the form."""
    entered = form.cleaned_data
    closing = actions.Closing(since=entered["since"], reason=entered["reason"], source=entered["source"])
    try:
        count, left = actions.close_gone(
            request.actor, roster.pk, closing, version=version_of(request),
            numbers=numbers if entered["which"] == "chosen" else None,
        )  # fmt: skip
    except Invalid as error:
        into_form(form, error)
        return False
    more = f"{left}家没有办：已注销、已报批、不归您管，或现在的状态比这一天晚。" if left else ""
    messages.success(request, f"办了注销{count}家，以前的数据都在。{more}")
    return True
