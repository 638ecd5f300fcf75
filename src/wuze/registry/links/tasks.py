"""What a link of the registry lets do."""

from __future__ import annotations

from wuze.accounts.links.tasks import Task

CONFIRM = Task(
    "registry.confirm_unit", "核对本单位信息", "unit-links:confirm", "核对名称、书记、电话，不对的写下来", minutes=1
)
OWNER = Task(
    "registry.confirm_organisation", "核对本企业信息", "registry:owner-open", "看名录里登记了什么，不对的写下来", minutes=2,
    about="registry.organisation",
)  # fmt: skip
