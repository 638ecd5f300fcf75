"""What the views share: a list with its export, and a form that carries out one verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm, BooleanField, CharField, ChoiceField
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wuze.accounts.exporting import export, for_actor, wants_export
from wuze.accounts.gate import Request, into_form
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused
from wuze.kernel.errors import Stale as StaleError
from wuze.kernel.web.components import Difference, Link, Stale
from wuze.kernel.web.counted import Keep, Sum, at_once
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import Table, listing
from wuze.registry.memo import Keeping
from wuze.registry.queries import version_now
from wuze.registry.rules import cn
from wuze.trail.queries import history

M = TypeVar("M", bound=Model)
Data = Mapping[str, Any] | None


class Entered(dict[str, Any]):
    """What a valid form gave, by field; ``form`` itself for what it says beside its fields (代录)."""

    def __init__(self, form: BaseForm) -> None:
        super().__init__(form.cleaned_data)
        self.form = form


def list_page(request: Request, table: Table[M], rows: QuerySet[M], template: str, **more: object) -> HttpResponse:
    """A list as page, as fragment or as workbook."""
    return _page(request, table, rows, template, more, at_once)


def large_list_page(
    request: Request, table: Table[M], rows: QuerySet[M], template: str, *, wide: QuerySet[M] | None = None, **more: object
) -> HttpResponse:  # fmt: skip
    """The same for a list of tens of thousands: its counts and which rows a page has are kept while nothing is done on
    the site. ``wide``: the rows under fewer conditions, where asking for those again takes long."""
    keeping = Keeping(request.actor)
    return _page(request, table, rows, template, more, keeping.kept, keeping.summed, wide)


def _page(
    request: Request, table: Table[M], rows: QuerySet[M], template: str, more: Mapping[str, object], keep: Keep,
    sums: Sum | None = None, wide: QuerySet[M] | None = None,
) -> HttpResponse:  # fmt: skip
    terms = request.GET.dict()
    if wants_export(request):
        return export(request, table, terms, rows, table.caption)
    found = listing(for_actor(table, request.actor), terms, rows, keep=keep, summed=sums, wide=wide)
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
                where = page.act(Entered(form))
            except Invalid as error:
                into_form(form, error)
            except StaleError:
                stale, status = stale_of(page, form), 409
            except Refused as error:
                error.kept = entered_in(form)
                raise
            else:
                messages.success(request, page.said)
                return redirect(where)
    values = {"page": page, "form": form, "stale": stale, "version": page.version() if page.version else None}
    return render(request, page.template, values | page.more, status=status)


@dataclass(frozen=True, slots=True)
class Way(Generic[M]):
    """One of the verbs of a row: title, button, why not, form, act, what is said when done, and a note above the form."""

    title: str
    verb: str
    why_not: Callable[[Actor, M], Refusal | None]
    form: Callable[[Request, M, Data], BaseForm]
    do: Callable[[Request, M, Entered], object]
    said: str
    note: Callable[[Actor, M], str] = lambda _actor, _row: ""


def plain(kind: Callable[[Data], BaseForm]) -> Callable[[Request, Any, Data], BaseForm]:
    """A form that needs nothing of the row."""
    return lambda _request, _row, data: kind(data)


def ordinary(act: Callable[..., object]) -> Callable[[Request, Any, Entered], object]:
    """An act that takes what was entered."""
    return lambda request, row, entered: act(request.actor, row.pk, version=version_of(request), **entered)


def carry_way(
    request: Request, way: Way[M], row: M, /, *, title: str, kind: str, back: Link, where: Callable[[Any], str],
    template: str = "registry/form.html", **more: object,
) -> HttpResponse:  # fmt: skip  # two lines of parameters
    """One verb as a page, or refused; ``where`` to go after it is told by what the act answered."""
    form = way.form(request, row, request.POST) if request.method == "POST" else None
    if (refusal := way.why_not(request.actor, row)) is not None:
        error = Refused(refusal if refusal.url else replace(refusal, way_out=back.label, url=back.url))
        error.kept = entered_in(form) if form is not None and form.is_valid() else []
        raise error
    return carry_out(request, Act(
        title=f"{way.title}：{title}", verb=way.verb, form=lambda data: way.form(request, row, data), said=way.said,
        act=lambda entered: where(way.do(request, row, entered)), kind=kind, key=row.pk,
        version=lambda: version_now(type(row), row.pk), back=back, note=way.note(request.actor, row), template=template,
        more=more,
    ))  # fmt: skip


def entered_in(form: BaseForm) -> list[tuple[str, str]]:
    """The words of a valid form, by label; no choices, no files."""
    secret = {"hidden", "password"}
    texts = [
        name for name, one in form.fields.items()
        if isinstance(one, CharField) and getattr(one.widget, "input_type", "") not in secret
    ]  # fmt: skip
    return [(str(form.fields[name].label), form.cleaned_data[name]) for name in texts if form.cleaned_data.get(name)]


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
    if isinstance(entry, BooleanField):
        return "是" if value else "否"
    if hasattr(value, "year"):
        return cn(value)
    return "" if value is None else str(value)
