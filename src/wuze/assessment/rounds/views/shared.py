"""What the views share: the round of a page, a workbook read before the act's transaction begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from wuze.accounts.gate import Request
from wuze.assessment.rounds import forms, queries
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.uploading import Sent, take
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.web.components import Link

View = Callable[..., HttpResponseBase]


class Brought(Request):
    """With the form, and the workbooks where some came; ``trouble`` is what kept them from being read."""

    form: forms.BookForm
    sent: Sent | None
    trouble: Invalid | None


def opened(request: Request, pk: int) -> Round:
    """The round of a page, if the actor sees it; 404 otherwise."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def run_by(request: Request, pk: int) -> Round:
    """The same, for pages of the office that runs it."""
    row = opened(request, pk)
    if not queries.runs(request.actor, row):
        refuse(Refusal("round.not_office", f"由{row.unit}来办。"))
    return row


def link(row: Round) -> Link:
    """Back to the round."""
    return Link(str(row), url("one", row.pk))


def read_first(members: bool) -> Callable[[View], View]:
    """Workbooks are read before the transaction: others must not wait for a large file."""

    def wrapper(view: View) -> View:
        @wraps(view)
        def reading(request: Brought, pk: int, **kwargs: Any) -> HttpResponseBase:
            posted = request.method == "POST"
            request.form = forms.BookForm(request.POST, request.FILES) if posted else forms.BookForm()
            request.sent = request.trouble = None
            row = opened(request, pk) if members else run_by(request, pk)
            if posted and request.form.is_valid():
                known = queries.members_to_upload(request.actor, row) if members else []
                try:
                    request.sent = take(request.form.cleaned_data["book"], queries.scheme_of(row), known)
                except Invalid as error:
                    request.trouble = error
            return view(request, pk, **kwargs)

        return cast("View", reading)

    return wrapper
