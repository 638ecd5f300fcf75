"""Files are read before the transaction of the act begins, so that nobody waits for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from django.http import HttpResponseBase

from wuze.accounts.gate import Request, into_form
from wuze.kernel.errors import Invalid
from wuze.kernel.web.request import FIELD
from wuze.registry.models import Roster
from wuze.registry.rosters import actions, forms, policy, queries

View = Callable[..., HttpResponseBase]


class Brought(Request):
    """A request with its form, and the import that was read from it."""

    form: forms.UploadForm
    roster: Roster | None


def upload_form(request: Request) -> forms.UploadForm:
    """The form with what this actor may choose."""
    actor = request.actor
    county = policy.scopes(actor)[0]
    scopes = forms.scope_choices(queries.places_for(actor), queries.sectors_for(actor), county=county)
    initial = {"day": actor.today, "kind": request.GET.get("kind", "")}
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return forms.UploadForm(
        data, files, initial=initial, scopes=scopes, types=list(queries.types().values_list("pk", "name"))
    )


def read_first(view: View) -> View:
    """Put form and import on the request. The same form sent again is not read twice."""

    @wraps(view)
    def reading(request: Brought, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.form, request.roster = upload_form(request), None
        again = queries.done_before(request.POST.get(FIELD, ""))
        if request.method == "POST" and not again and request.form.is_valid():
            try:
                request.roster = staged(request)
            except Invalid as error:
                into_form(request.form, error)
        return view(request, *args, **kwargs)

    return cast("View", reading)


class Prepared(Request):
    """A request to write an import, with what was read for it; nothing for a large one, which the worker writes."""

    found: actions.Found | None


def prepare_first(view: View) -> View:
    """What is to be written is read before the transaction of the act begins: others wait for the writing alone."""

    @wraps(view)
    def preparing(request: Prepared, pk: int) -> HttpResponseBase:
        request.found = None
        again = queries.done_before(request.POST.get(FIELD, ""))
        if request.method == "POST" and not again:
            roster = queries.rosters_visible_to(request.actor).filter(pk=pk).first()
            small = roster is not None and queries.writes(roster) <= actions.SMALL
            request.found = actions.prepare(roster) if roster is not None and small else None
        return view(request, pk)

    return cast("View", preparing)


def staged(request: Brought) -> Roster:
    """The files, for as long as they are read, in a folder that goes with them."""
    entered = request.form.cleaned_data
    scope, region, sector = queries.scope_of(entered["scope"])
    usual = queries.types().get(pk=entered["usual"]) if entered["usual"] else None
    with TemporaryDirectory() as folder:
        files = []
        for number, sent in enumerate(entered["books"]):
            path = Path(folder) / f"{number}.book"
            with path.open("wb") as file:
                file.writelines(sent.chunks())
            files.append((str(sent.name)[:80], path))
        upload = actions.Upload(entered["kind"], scope, entered["day"], region, sector, usual, files)
        return actions.stage(request.actor, upload)
