"""Giving out a file, adding one, withdrawing one. A file is there for whoever sees its thing, and for nobody else."""

from __future__ import annotations

import hashlib

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enter_for import EnterFor, behalf
from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attachment
from wuze.accounts.gate import Request, acts, needs
from wuze.files.kinds import KINDS
from wuze.files.models import Attached
from wuze.files.store import path_of
from wuze.kernel.errors import Refusal, refuse
from wuze.registry.evidence import actions, forms, queries
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.evidence.values import Holder
from wuze.registry.shared import Act, Data, Entered, carry_out

SEES = needs(Capability.SEE_TASKS, Capability.SEE_RESULTS, Capability.SEE_DUTIES)
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Whatever a file holds, in a browser it runs nothing and loads nothing."""


def holder_of(code: str) -> Holder:
    """By the address."""
    found = queries.holders().get(code)
    if found is None:
        raise Http404
    return found


def standing(request: Request, holder: Holder, pk: int) -> Attached:
    """A file that was not withdrawn, of a thing the actor sees."""
    return get_object_or_404(queries.visible_to(request.actor, holder), pk=pk, gone_on=None)


def given(row: Attached) -> HttpResponse:
    """The content as it was handed in; whatever lies there instead is given to nobody."""
    path = path_of(row.file.sha256)
    content = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != row.file.sha256:
        refuse(Refusal("evidence.altered", "这个文件不在了，或和交来时不一样，没有给出。请告诉管网站的人查备份。"))
    response = attachment(content, row.name, KINDS[row.file.kind].mime)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@SEES
@require_GET
def file(request: Request, holder: str, pk: int) -> HttpResponse:
    """To take along."""
    return given(standing(request, holder_of(holder), pk))


@SEES
@require_GET
def look(request: Request, holder: str, pk: int) -> HttpResponse:
    """A picture, beside its thing. Nothing but pictures is shown inside the browser."""
    row = standing(request, holder_of(holder), pk)
    if not KINDS[row.file.kind].is_image:
        raise Http404
    response = given(row)
    response.headers["Content-Disposition"] = str(content_disposition_header(False, row.name))
    return response


@SEES
@files_first
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request, holder: str, pk: int) -> HttpResponse:
    """补交."""
    actor, kind = request.actor, holder_of(holder)
    thing = get_object_or_404(kind.things(actor), pk=pk)
    refuse(kind.why_not_add(actor, thing))
    own, unit = kind.why_must_enter_for(actor, thing) is None, kind.unit_of(thing)
    before = queries.earlier(actor, [unit.pk] if unit else [])
    initial = {"happened": actor.today, "for_whom": str(unit)}

    def form(data: Data) -> BaseForm:
        made = forms.AddForm if own else forms.AddForForm
        return made(data, initial=initial, brought=brought_of(request), earlier=before)

    def carry(entered: Entered) -> str:
        paper = behalf(entered.form) if isinstance(entered.form, EnterFor) else None
        what = {"happened": entered["happened"], "caption": entered["caption"], "behalf": paper}
        actions.attach(actor, kind, pk, entered["papers"], **what)
        return kind.back(thing).url

    back = kind.back(thing)
    return carry_out(request, Act(
        title=f"附佐证材料：{back.label}", verb="交上", form=form, act=carry, said="交上了。", back=back, template="registry/evidence/add.html",
    ))  # fmt: skip


@SEES
@acts
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, holder: str, pk: int) -> HttpResponse:
    """撤下."""
    kind = holder_of(holder)
    row = standing(request, kind, pk)
    thing = get_object_or_404(kind.things(request.actor), pk=row.thing_id)  # type: ignore[attr-defined]  # of every concrete model
    refuse(kind.why_not_theirs(request.actor, thing))

    def carry(entered: Entered) -> str:
        actions.withdraw(request.actor, kind, pk, reason=entered["reason"], erase=entered["erase"])
        return kind.back(thing).url

    return carry_out(request, Act(
        title=f"撤下：{row.name}", verb="撤下", form=forms.WithdrawForm, act=carry, said="撤下了，谁也打不开了。", back=kind.back(thing),
        note="撤下的留一行名称和理由；已经算出的结果不变。",
    ))  # fmt: skip
