"""What the frame of a page shows of whoever is logged in: name and post, the rail and the phone's tabs of their roles;
and that no page is kept anywhere but on the screen (SEC-48)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.frame import DEFAULT_RAIL, address
from wuze.portal.desk import face
from wuze.portal.news import bell

Handler = Callable[[HttpRequest], HttpResponse]
ADMIN_RAIL = (
    (Capability.ACCOUNTS, "账号", "accounts:list"),
    (Capability.GRANTS, "授权", "accounts:grants"),
    (Capability.CONFIRM_GRANTS, "复核授权", "accounts:grants"),
    (Capability.SITE, "本站", "accounts:site"),
    (Capability.TRAIL, "留痕", "trail"),
    (Capability.TRAIL, "日末哈希", "trail-heads"),
    (Capability.COMPLAINTS, "意见", "complaints"),
)
MORE_RAIL = (
    ((Capability.APPROVE, Capability.REGISTER_APPROVAL, Capability.HAND_OVER), "审批", "approvals:list"),
    ((Capability.SET_APPROVERS,), "审批人", "approvers:list"),
    ((Capability.BRANCH_ACCOUNTS,), "下级账号", "registry:branch-accounts"),
    ((Capability.BRANCH_ACCOUNTS,), "链接", "unit-links:list"),
    ((Capability.COMPLAINTS,), "意见", "complaints"),
)
"""Entries after the chain, for whoever has one of the capabilities."""

TABS = {
    "secretary": (
        ("要我做的", "desk", "list-check"), ("记一条", "ledger:quick", "plus-lg"), ("得分", "assessment:mine", "bar-chart"),
        ("提诉求", "ledger:request", "chat-left-text"), ("本企业", "registry:mine", "file-earmark-text"),
        ("找单位", "search", "search"), ("我的", "accounts:me", "info-circle"),
    ),
    "leader": (
        ("请您定的", "desk", "list-check"), ("一页", "county", "bar-chart"), ("找单位", "search", "search"),
        ("我的", "accounts:me", "info-circle"),
    ),
}  # fmt: skip
"""Label, URL name and icon. The first four whose page exists stand at the foot of a phone; the office has the rail."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Whoever is logged in, as the head of the page names them."""

    name: str
    post: str
    url: str


def rail(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Label and URL name of the entries this actor can use: the chain for business, their own pages for the 三员."""
    if not actor.user:
        return ()
    if actor.posts:
        more = ((label, name) for needed, label, name in MORE_RAIL if any(actor.may(one) for one in needed))
        return (*DEFAULT_RAIL, *more)
    first: dict[str, str] = {}
    for capability, label, name in ADMIN_RAIL:
        if actor.may(capability):
            first.setdefault(name, label)
    return (("工作台", "desk"), *((label, name) for name, label in first.items()))


class FrameMiddleware:
    """After the actor is known."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set what the context processor reads; afterwards forbid keeping the answer."""
        actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
        request.rail = rail(actor)  # type: ignore[attr-defined]  # read by kernel.web.frame
        request.may_search = actor.may(Capability.SEARCH)  # type: ignore[attr-defined]  # as above
        if actor.user:
            request.person = Shown(actor.name, actor.post, address("accounts:me"))  # type: ignore[attr-defined]  # as above
            if actor.posts:
                request.bell = SimpleLazyObject(lambda: bell(actor))  # type: ignore[attr-defined]  # asked only by whole pages
            request.tabs = TABS.get(face(actor), ())  # type: ignore[attr-defined]  # as above
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
