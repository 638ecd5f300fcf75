"""Verbs on a what-if: begun on facts, changed by typing, kept as a new edition or dropped."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.schemes import policy
from wuze.assessment.schemes.actions.editions import next_edition
from wuze.assessment.schemes.enums import TrialState
from wuze.assessment.schemes.models import NAME, SchemeEdition, SchemeTrial
from wuze.assessment.schemes.states import trial_after
from wuze.assessment.schemes.tables import packed, unpacked
from wuze.assessment.schemes.whatif import Typed, changed_tables
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.scheme_diff import changes
from wuze.scoring.tables import Table
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "assessment.trial"


def _note(actor: Actor, code: str, row: SchemeTrial, **after: object) -> None:
    thing = Thing(KIND, str(row.pk), row.title)
    record(code, at=actor.at, who=actor.who(), thing=thing, after=after or None, origin=actor.origin)


def _locked(pk: int, version: int | None) -> SchemeTrial:
    """The edition first, as all other acts lock it, then the trial."""
    edition = SchemeTrial.objects.values_list("edition_id", flat=True).get(pk=pk)
    SchemeEdition.objects.select_for_update(of=("self",)).get(pk=edition)
    row = SchemeTrial.objects.select_for_update(of=("self",)).select_related("edition").get(pk=pk)
    same_version(row.version, version)
    return row


@transaction.atomic
def begin(
    actor: Actor, pk: int, *, label: str, subjects: int, data: Mapping[str, Table] | None = None, digest: str = "",
    source: str = "",
) -> SchemeTrial:  # fmt: skip
    """试算: on an uploaded 数据.xlsx (``data``), or on what a ``source`` keeps."""
    edition = SchemeEdition.objects.select_for_update(of=("self",)).get(pk=pk)
    refuse(policy.why_not_try(actor, edition))
    row = SchemeTrial.objects.create(
        edition=edition, title=f"{edition} 试算{edition.trials.count() + 1}"[:NAME], tables=edition.tables,
        data=packed(data) if data else {}, data_digest=digest, source=source, source_label=label[:NAME],
        subjects=subjects, made_by=actor.name, made_at=actor.at,
    )  # fmt: skip
    _note(actor, "assessment.trial_begun", row, data=row.source_label, subjects=subjects, digest=digest)
    return row


@transaction.atomic
def change(actor: Actor, pk: int, typed: Typed, *, version: int | None) -> SchemeTrial:
    """改几处再算."""
    row = _locked(pk, version)
    refuse(policy.why_not_change_trial(actor, row))
    tables = changed_tables(unpacked(row.tables), typed)
    found = load_scheme(tables)
    wrong = {
        f"{one.place.table}:{one.place.row}:{one.place.column}": f"{one.problem}。{one.fix}。"
        for one in found.findings
        if one.stops
    }
    if wrong:
        raise Invalid("trial.entry", wrong)
    row.tables = packed(tables)
    row.version += 1
    row.save(update_fields=["tables", "version"])
    told = changes(load_scheme(unpacked(row.edition.tables)).scheme, found.scheme)
    _note(
        actor, "assessment.trial_changed", row, changed=len(told),
        changes="；".join(f"{one.what}：{one.before}→{one.after}" for one in told)[:500],
    )  # fmt: skip
    return row


@transaction.atomic
def keep(actor: Actor, pk: int, *, version: int | None) -> SchemeEdition:
    """立成新一版: a draft with what was tried."""
    row = _locked(pk, version)
    refuse(policy.why_not_change_trial(actor, row, "keep"))
    edition = next_edition(actor, row.edition, row.tables)
    row.state, row.made = trial_after(row.state, "keep") or row.state, edition
    row.version += 1
    row.save(update_fields=["state", "made", "version"])
    _note(actor, "assessment.trial_kept", row, edition=str(edition), digest=edition.digest)
    return edition


@transaction.atomic
def drop(actor: Actor, pk: int, *, version: int | None) -> SchemeTrial:
    """不要了: the facts go with it, the entry in the trail stays."""
    row = _locked(pk, version)
    refuse(policy.why_not_change_trial(actor, row, "discard"))
    row.state, row.data = trial_after(row.state, "discard") or TrialState.DISCARDED, {}
    row.version += 1
    row.save(update_fields=["state", "data", "version"])
    _note(actor, "assessment.trial_discarded", row)
    return row
