"""Adoption: asked, or stopped until a named person's reason; and a draft that nobody wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.assessment.schemes import actions, forms, pages, policy
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.views.shared import back, home, opened
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.shared import Act, Entered, carry_out

MINE = needs(Capability.SCHEMES)
Data = Mapping[str, Any] | None


def page(
    request: Request, edition: SchemeEdition, title: str, verb: str, form: Callable[[Data], Any],
    act: Callable[[Entered], object], said: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """One verb as a page."""

    def done(entered: Entered) -> str:
        act(entered)
        return home(edition.pk)

    crumbs = (Link(str(edition), home(edition.pk)),)
    return carry_out(request, Act(
        title, verb, form, done, said, back(edition.pk), lambda: edition.version, "assessment.scheme", edition.pk,
        crumbs=crumbs, template="assessment/schemes/verb.html", **more,
    ))  # fmt: skip


@MINE
@require_http_methods(["GET", "POST"])
@acts
def override(request: Request, pk: int) -> HttpResponse:
    """仍然采用: the reason is printed with the scheme."""
    edition = opened(request, pk)
    stops = pages.opened(edition).blocking
    refuse(policy.why_not_override(request.actor, edition, len(stops)))
    return page(
        request, edition, "仍然采用的理由", "记下，我负责",
        lambda sent: forms.Reason(sent, initial={"reason": edition.override}),
        lambda entered: actions.override(request.actor, pk, entered["reason"], version=version_of(request)),
        "记下了，会和方案一起打印，批的人也看得到。", more={"stops": stops},
        note="这些问题本来阻止采用。您写明理由、署名，才能报批；方案一改，理由要重写。",
    )  # fmt: skip


@MINE
@require_http_methods(["GET", "POST"])
@acts
def ask(request: Request, pk: int) -> HttpResponse:
    """报批采用."""
    edition = opened(request, pk)
    whole = pages.opened(edition)
    refuse(policy.why_not_ask(request.actor, edition, len(whole.blocking)))
    waiting = len(pages.open_data(whole))
    note = "批了就不再改；要改，照它立新一版。线下批的，报批后在审批里登记。"
    if waiting:
        note += f"还有{waiting}个数据项没有定从哪里来，采用后也能从Excel导。"
    return page(
        request, edition, "报批采用", "报批",
        lambda sent: forms.Ask(sent, initial={"basis": edition.basis}),
        lambda entered: actions.ask(
            request.actor, pk, entered["reason"], entered["basis"], version=version_of(request)
        ),
        "报上去了。批了就采用，不批退回草稿。", note=note, more={"stops": whole.blocking, "override": edition.override},
    )  # fmt: skip


@MINE
@require_http_methods(["GET", "POST"])
@acts
def discard(request: Request, pk: int) -> HttpResponse:
    """弃用."""
    edition = opened(request, pk)
    refuse(policy.why_not_discard(request.actor, edition))
    return page(
        request, edition, "弃用这一版", "弃用", forms.Reason,
        lambda entered: actions.discard(request.actor, pk, entered["reason"], version=version_of(request)),
        "弃用了，还查得到。",
    )  # fmt: skip
