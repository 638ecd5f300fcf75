"""Setting up: one task, its draft edited, one matter for many units with a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, into_form, needs
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import keys_of, version_of
from wuze.ledger import actions, forms, pages, policy, queries, rules, scopes
from wuze.ledger.enums import Rhythm
from wuze.ledger.models import Task
from wuze.ledger.queries import bases
from wuze.ledger.views.verbs import opened
from wuze.registry.models import Unit
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out

FIELDS = tuple(actions.Content.__dataclass_fields__)


def content(entered: Mapping[str, Any]) -> actions.Content:
    """From a valid form."""
    return actions.Content(**{name: entered[name] for name in FIELDS})


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """立项 for one unit."""
    actor, known = request.actor, bases.known(request.actor)
    rows = list(queries.may_issue_to(actor).order_by("path"))
    units, lead = scopes.grouped(rows), request.GET.get("unit")
    rhythm = next((rules.default_rhythm(unit.kind) for unit in rows if str(unit.pk) == lead), Rhythm.NONE)

    def act(entered: Entered) -> str:
        return pages.url("task", actions.set_up(actor, entered["lead"], content(entered)).pk)

    return carry_out(request, Act(
        title="立一件事", verb="立项", act=act, said="立项了。看一遍，再点交办。",
        form=lambda data: forms.NewForm(data, initial={"rhythm": rhythm, **follows(request)}, units=units, bases=known),
        back=Link("不立了", pages.url("home")), template="ledger/form.html",
        note=f"同一件事给很多单位，用批量交办。从交办到节点不足{rules.NOTICE}个工作日的要报批。",
    ))  # fmt: skip


def follows(request: Request) -> Mapping[str, Any]:
    """What is known beforehand: the unit, or all that a duty, a decision or a problem says."""
    names = ("duty", "decision", "problem")
    basis = bases.named(request.actor, **{name: request.GET.get(name, "") for name in names})
    if basis is None:
        return {"lead": request.GET.get("unit")}
    known = {
        name: getattr(basis, name)
        for name in ("why", "why_label", "why_code", "requirement", "standard", "title", "due")
    }
    return known | {"lead": basis.lead or request.GET.get("unit")}


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A draft."""
    actor, row, known = request.actor, opened(request, pk), bases.known(request.actor)
    refuse(policy.why_not_edit(actor, row))

    def act(entered: Entered) -> str:
        actions.edit(actor, pk, content(entered), version=version_of(request))
        return pages.url("task", pk)

    return carry_out(request, Act(
        title=f"改：{row.title}", verb="存下", act=act, said="改好了。", kind="ledger.task", key=pk,
        form=lambda data: forms.ContentForm(data, initial={name: getattr(row, name) for name in FIELDS}, bases=known),
        version=lambda: version_now(Task, pk), back=pages.link(row), template="ledger/form.html", more={"task": row},
    ))  # fmt: skip


# --- many units -------------------------------------------------------------------------------------------------------


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def bulk(request: Request) -> HttpResponse:
    """批量交办: the content and to whom; a preview; then it is issued. ``parent`` decomposes one's own task."""
    parent = parent_of(request)
    units = list(units_for(request, parent))
    form = forms.BulkForm(
        request.POST if request.method == "POST" else None,
        initial=initial(parent),
        scopes=scopes.scopes(units),
        bases=bases.known(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        chosen = scopes.chosen(units, form.cleaned_data["scope"])
        step = request.POST.get("step")
        if step == "issue":
            skip = set(keys_of(request.POST.getlist("skip")))
            answer = issue(request, form, [unit.pk for unit in chosen if unit.pk not in skip], parent)
            if answer is not None:
                return answer
        elif step != "back" and (preview := checked(request, form, chosen)) is not None:
            return render(request, "ledger/preview.html", preview | {"parent": parent})
    values = {"form": form, "parent": parent, "nobody": not form.fields["scope"].choices}  # type: ignore[attr-defined]  # a choice field
    return render(request, "ledger/bulk.html", values, status=400 if form.errors else 200)


def parent_of(request: Request) -> Task | None:
    """The task that is decomposed, if one is named and the actor may."""
    key = request.GET.get("parent", "")
    if not key.isdecimal():
        return None
    parent = opened(request, int(key[:18]))
    refuse(policy.why_not_split(request.actor, parent))
    return parent


def units_for(request: Request, parent: Task | None) -> Any:
    """To whom it can go."""
    found = queries.below(request.actor, parent.lead) if parent else queries.may_issue_to(request.actor)
    return found.order_by("path")


def initial(parent: Task | None) -> Mapping[str, Any]:
    """A part says what the whole says."""
    if parent is None:
        return {}
    return {name: getattr(parent, name) for name in FIELDS if name != "term"}


def checked(request: Request, form: forms.BulkForm, chosen: Sequence[Unit]) -> dict[str, object] | None:
    """What would happen, unit by unit; None where the form has faults, which then stand in it."""
    try:
        due = actions.check_many(request.actor, content(form.cleaned_data), chosen)
    except Invalid as error:
        into_form(form, error)
        return None
    keys = [unit.pk for unit in chosen]
    taken, loads = queries.already_asked(form.cleaned_data["title"], keys), queries.loads(keys)
    rows = [(unit, unit.pk in taken, loads.get(unit.pk, 0)) for unit in chosen]
    fields = [(name, value) for name in form.fields for value in request.POST.getlist(name)]
    return {
        "form": form,
        "rows": rows,
        "due": due,
        "fresh": len(rows) - len(taken),
        "taken": len(taken),
        "fields": fields,
        "rest": rules.rest_note(due),
    }


def issue(request: Request, form: forms.BulkForm, units: list[int], parent: Task | None) -> HttpResponse | None:
    """Done, or None with the faults in the form."""
    try:
        done = actions.issue_many(
            request.actor, units, content(form.cleaned_data), parent=parent.pk if parent else None
        )
    except Invalid as error:
        into_form(form, error)
        return None
    left_out = f"，{done.skipped}个已有同样的事，没有再发" if done.skipped else ""
    messages.success(request, f"交办给{done.issued}个单位{left_out}。同批编号{done.group}。")
    return redirect(f"{pages.url('home')}?q={done.group}")
