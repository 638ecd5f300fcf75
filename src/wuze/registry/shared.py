"""What the views share: a list with its export, and a form that carries out one verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm, ChoiceField
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wuze.accounts.exporting import export, for_actor, wants_export
from wuze.accounts.gate import Request, into_form
from wuze.kernel.errors import Invalid
from wuze.kernel.errors import Stale as StaleError
from wuze.kernel.web.components import Difference, Link, Stale
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.table import Keep, Table, at_once, listing
from wuze.registry.memo import kept
from wuze.registry.rules import cn
from wuze.trail.queries import history

M = TypeVar("M", bound=Model)
Entered = dict[str, Any]


def list_page(request: Request, table: Table[M], rows: QuerySet[M], template: str, **more: object) -> HttpResponse:
    """A list as page, as fragment or as workbook."""
    return _page(request, table, rows, template, more, at_once)


def large_list_page(
    request: Request, table: Table[M], rows: QuerySet[M], template: str, **more: object
) -> HttpResponse:
    """The same for a list of tens of thousands: its counts are kept while nothing is done on the site."""
    return _page(request, table, rows, template, more, partial(kept, request.actor))


def _page(
    request: Request, table: Table[M], rows: QuerySet[M], template: str, more: Mapping[str, object], keep: Keep
) -> HttpResponse:
    terms = request.GET.dict()
    if wants_export(request):
        return export(request, table, terms, rows, table.caption)
    found = listing(for_actor(table, request.actor), terms, rows, keep=keep)
    return render(request, f"{template}#list" if is_fragment(request) else template, {"list": found, **more})


@dataclass(frozen=True)
class Act:
    """One verb as a page with a form. ``act`` gets what was entered and answers where to go; ``present`` builds the form
    with the present state, for whoever was too late; ``kind`` and ``key`` find in the trail who was faster."""

    title: str
    verb: str
    form: Callable[[Mapping[str, Any] | None], BaseForm]
    act: Callable[[Entered], str]
    said: str
    back: Link
    version: Callable[[], int] | None = None
    kind: str = ""
    key: int = 0
    note: str = ""
    crumbs: tuple[Link, ...] = ()
    template: str = "registry/form.html"
    more: dict[str, object] = field(default_factory=dict)


def carry_out(request: Request, page: Act) -> HttpResponse:
    """The form, its faults, the stale entry beside the present state, or done."""
    form = page.form(request.POST if request.method == "POST" else None)
    stale, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                where = page.act(form.cleaned_data)
            except Invalid as error:
                into_form(form, error)
            except StaleError:
                stale, status = stale_of(page, form), 409
            else:
                messages.success(request, page.said)
                return redirect(where)
    values = {"page": page, "form": form, "stale": stale, "version": page.version() if page.version else None}
    return render(request, page.template, values | page.more, status=status)


def stale_of(page: Act, form: BaseForm) -> Stale:
    """Who was faster, and every field that differs from what stands there now."""
    last = history(page.kind, str(page.key)).first()
    if last is None:  # a row that was changed without an entry does not exist
        raise StaleError
    now = page.form(None)
    differences = []
    for name in form.fields:
        mine, theirs = shown(form, name, form.cleaned_data.get(name)), shown(now, name, now.initial.get(name))
        if mine != theirs and name in now.initial:
            differences.append(Difference(str(form.fields[name].label), mine, theirs))
    return Stale(last.who_name, last.at, tuple(differences))


def shown(form: BaseForm, name: str, value: Any) -> str:
    """A field's value in words."""
    entry = form.fields[name]
    if isinstance(entry, ChoiceField):
        words = {str(key): str(label) for key, label in entry.choices}  # type: ignore[union-attr,misc]  # plain pairs in our forms
        return words.get("" if value is None else str(value), "")
    if hasattr(value, "year"):
        return cn(value)
    return "" if value is None else str(value)
