"""Why something cannot be done to a scheme or a trial now; the page prints the reason on the dead button."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import SchemeEdition, SchemeTrial
from wuze.assessment.schemes.queries import office_of
from wuze.assessment.schemes.states import edition_after, trial_after
from wuze.kernel.errors import Refusal


def why_not_write(actor: Actor) -> Refusal | None:
    """An office makes schemes of its own."""
    if office_of(actor):
        return None
    return Refusal("scheme.no_office", "考核方案由编方案的机关编，您的岗位没有这一项。")


def _not_yours(actor: Actor, edition: SchemeEdition) -> Refusal | None:
    if edition.unit_id in {held.unit for held in office_of(actor)}:
        return None
    return Refusal("scheme.not_yours", "这个方案由编它的机关办。")


def _state(edition: SchemeEdition, verb: str) -> Refusal | None:
    if edition_after(edition.state, verb) is not None:
        return None
    words = {
        EditionState.ASKED: "这一版在报批，等批了再说；要改先撤回报批。",
        EditionState.ADOPTED: "已采用的方案不改。要改，照它立新一版。",
        EditionState.DISCARDED: "这一版已弃用。",
    }
    return Refusal("scheme.state", words.get(EditionState(edition.state), "这一版现在不能这样办。"))


def why_not_edit(actor: Actor, edition: SchemeEdition) -> Refusal | None:
    """Drafts only: what is adopted never changes."""
    return _not_yours(actor, edition) or _state(edition, "edit")


def why_not_bind(actor: Actor, edition: SchemeEdition) -> Refusal | None:
    """Where data come from is settled with the draft, too."""
    return why_not_edit(actor, edition)


def why_not_copy(actor: Actor, edition: SchemeEdition) -> Refusal | None:
    """A new edition of one's own."""
    return _not_yours(actor, edition)


def why_not_override(actor: Actor, edition: SchemeEdition, blocking: int) -> Refusal | None:
    """Only where the linter stops."""
    if no := why_not_edit(actor, edition):
        return no
    return None if blocking else Refusal("scheme.nothing_blocks", "没有阻止采用的问题，不用写理由。")


def why_not_ask(actor: Actor, edition: SchemeEdition, blocking: int) -> Refusal | None:
    """Nothing with a fault is adopted; what the linter stops needs a named person's reason first."""
    if no := _not_yours(actor, edition) or _state(edition, "ask"):
        return no
    if edition.faults:
        return Refusal("scheme.faults", f"有{edition.faults}处问题，改好才能报批。")
    if blocking and not edition.override:
        return Refusal("scheme.blocked", f"有{blocking}处阻止采用的问题：改掉，或由人写明仍然采用的理由。")
    return None


def why_not_discard(actor: Actor, edition: SchemeEdition) -> Refusal | None:
    """A draft that nobody wants."""
    return _not_yours(actor, edition) or _state(edition, "discard")


def why_not_try(actor: Actor, edition: SchemeEdition) -> Refusal | None:
    """What-if: on any edition that computes."""
    if no := _not_yours(actor, edition):
        return no
    return Refusal("scheme.faults", f"有{edition.faults}处问题，改好才能试算。") if edition.faults else None


def why_not_change_trial(actor: Actor, trial: SchemeTrial, verb: str = "change") -> Refusal | None:
    """While it goes on."""
    if no := _not_yours(actor, trial.edition):
        return no
    if trial_after(trial.state, verb) is None:
        return Refusal("trial.over", f"这次试算{trial.get_state_display()}，不能再改。")
    return None
