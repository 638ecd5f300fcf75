"""Things for the addresses of accounts: of one's own, of the administrators' pages, and of branches."""

from __future__ import annotations

from itertools import count

from tests import world
from tests.matrix.makers import MAKERS, Made, branches, people
from tests.world import County
from wuze.accounts.enums import Role
from wuze.accounts.models import Grant

_numbers = count(1)


def accounts(county: County) -> Made:
    """An account; accounts belong to no part of the county."""
    return {"site": {"pk": county.users["secretary"].pk}}


def resets(county: County) -> Made:
    """A new password for it."""
    return {"site": {"pk": county.users["secretary"].pk, "verb": "reset"}}


def grants(county: County) -> Made:
    """A grant that waits for a second administrator."""
    row = Grant.objects.create(
        user=world.account(world.person(f"待授权{next(_numbers)}")), role=Role.READER, since=world.DAY, reason="测试",
        proposed_by="甲", proposed_user=county.users["security_admin"].pk,
    )  # fmt: skip
    return {"site": {"pk": row.pk, "verb": "look"}}


def first_links(_county: County) -> Made:
    """A link that is none any more."""
    return {"site": {"token": "nobody~abcd-efgh"}}


def own_sessions(_county: County) -> Made:
    """A session of one's own that has just ended."""
    return {"site": {"number": "gone"}}


def branch_resets(county: County) -> Made:
    """Somebody of each part's branch with an account, whose password is to be reset."""
    found = {}
    for owner, one in branches(county).items():
        user = world.holder(one, Role.SECRETARY, f"{one.name}宣传委员{next(_numbers)}")
        found[owner] = {"pk": user.person_id, "verb": "reset"}
    return found


MAKERS |= {
    "accounts:one": accounts,
    "accounts:change": resets,
    "accounts:decide": grants,
    "login-first": first_links,
    "accounts:session-end": own_sessions,
    **dict.fromkeys(("registry:branch-account", "registry:branch-account-open"), people),
    "registry:branch-account-change": branch_resets,
}
