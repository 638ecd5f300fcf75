"""外发渠道: where daily reminders go beyond this site."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link, alive, dead, joined
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.ledger.addresses import url
from wuze.ledger.reminders import actions, forms, pages, policy, queries
from wuze.ledger.reminders.models import Channel
from wuze.ledger.reminders.tables import CHANNELS
from wuze.registry.forms import ConfirmForm
from wuze.registry.pages import history_url
from wuze.registry.shared import Act, Data, Entered, Way, carry_out, carry_way, list_page, ordinary, plain

FORM = "ledger/form.html"
LEAVES = "发出去的只有单位名称、事项名称或件数，没有人名、没有内容；一个渠道一天一条。"


@needs(Capability.EDIT_TASKS)
@require_GET
def channels(request: Request) -> HttpResponse:
    """All channels."""
    refuse(policy.why_not_keep(request.actor))
    rows = queries.visible_to(request.actor)
    return list_page(request, CHANNELS, rows, "ledger/channels/list.html")


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """新增渠道."""
    actor = request.actor
    refuse(policy.why_not_keep(actor))
    units = list(queries.units_to_choose(actor.today).values_list("pk", "name"))

    def act(entered: Entered) -> str:
        channel = actions.keep(actor, entered.pop("unit"), entered.pop("kind"), actions.Wanted(**entered))
        return url("channel", channel.pk)

    return carry_out(request, Act(
        title="新增外发渠道", verb="存下", form=lambda data: forms.NewChannelForm(data, units=units), act=act,
        said="存下了，还没启用。先发一条试试，收到了再启用。", back=Link("不增了", url("channels")), template=FORM, note=LEAVES,
    ))  # fmt: skip


@needs(Capability.EDIT_TASKS)
@require_GET
def channel(request: Request, pk: int) -> HttpResponse:
    """One channel and its newest messages; while a try is under way the messages come anew."""
    refuse(policy.why_not_keep(request.actor))
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    values: dict[str, object] = {
        "row": row, "sent": [pages.shown(one) for one in queries.last_of(row)], "trying": queries.is_trying(row),
    }  # fmt: skip
    if is_fragment(request):
        return render(request, "ledger/channels/one.html#sent", values)
    offers = pages.offers(request.actor, row)
    values |= {
        "light": pages.light_of(row), "where": pages.where(row), "verbs": alive(offers), "refused": joined(dead(offers)),
        "history": history_url("ledger.channel", pk),
    }  # fmt: skip
    return render(request, "ledger/channels/one.html", values)


def change_form(_request: Request, row: Channel, data: Data) -> forms.ChannelForm:
    """As it is, without what is secret."""
    return forms.ChannelForm(data, initial={"name": row.name, "below": row.below, "titles": row.titles})


def changed(request: Request, row: Channel, entered: Entered) -> object:
    """改."""
    return actions.change(request.actor, row.pk, version=version_of(request), wanted=actions.Wanted(**entered))


CONFIRM = plain(ConfirmForm)
WAYS: dict[str, Way[Channel]] = {
    "try": Way(
        "发一条试试", "发", policy.why_not_try, CONFIRM, ordinary(actions.ask_trial), "在发，几秒后下面有结果。"
    ),
    "start": Way(
        "启用", "启用", policy.why_not_start, CONFIRM, ordinary(actions.start), "启用了，有提醒的工作日上午发。"
    ),
    "stop": Way("停用", "停用", policy.why_not_stop, CONFIRM, ordinary(actions.stop), "停用了。"),
    "change": Way("改", "存下", policy.why_not_keep, change_form, changed, "存下了。", lambda _actor, _row: LEAVES),
    "drop": Way(
        "删掉", "删掉", policy.why_not_keep, CONFIRM, ordinary(actions.drop), "删掉了，地址和发送记录一起没了。"
    ),
}


@needs(Capability.EDIT_TASKS)
@acts
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb of a channel."""
    way = WAYS.get(verb)
    if way is None:
        raise Http404
    refuse(policy.why_not_keep(request.actor))
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return carry_way(
        request, way, row, title=str(row), kind=actions.KIND, back=Link("回到渠道", url("channel", pk)), template=FORM,
        where=lambda _: url("channels") if verb == "drop" else url("channel", pk),
    )  # fmt: skip
