"""Schemes of an office as tests need them, made by the acts themselves; and the site as its clerk meets it."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import world
from tests.calls import Pages
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import PaperDecision
from wuze.accounts.models import User
from wuze.assessment.schemes import actions
from wuze.assessment.schemes.findings import blocking
from wuze.assessment.schemes.models import SchemeEdition, SchemeTrial
from wuze.assessment.schemes.tables import loaded
from wuze.excel.load import read_data, read_scheme
from wuze.scoring.tables import Table

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("两新党支部-按要点", "两新党支部-评分表", "主要负责人-排名", "村社区-加扣分")
POINTS = "村社区-加扣分"
_pages = Pages("schemes")
get, send = _pages.get, _pages.send


def scheme_tables(name: str = POINTS) -> dict[str, Table]:
    """The sheets of an example's scheme."""
    return read_scheme(EXAMPLES / name / "方案.xlsx").tables


def data_tables(name: str = POINTS) -> dict[str, Table]:
    """The sheets of its data."""
    return read_data(EXAMPLES / name / "数据.xlsx").tables


def sent(name: str, file: str) -> SimpleUploadedFile:
    """A file of an example as it is uploaded."""
    return SimpleUploadedFile(file, (EXAMPLES / name / file).read_bytes())


def draft(user: User, name: str = POINTS) -> SchemeEdition:
    """A draft of this account's office."""
    return actions.from_file(world.actor(user), scheme_tables(name), "方案.xlsx")


def asked(user: User, name: str = POINTS) -> SchemeEdition:
    """A draft that waits for its approver."""
    row = draft(user, name)
    if blocking(loaded(row)):
        actions.override(world.actor(user), row.pk, "原表如此，今年先照用，明年再改", version=None)
    actions.ask(world.actor(user), row.pk, "党建工作领导小组会议已定", "会议纪要第3号", version=None)
    return SchemeEdition.objects.get(pk=row.pk)


def adopted(user: User, by: User, name: str = POINTS) -> SchemeEdition:
    """An adopted edition; the approval came on paper, entered by another person."""
    row = asked(user, name)
    assert row.approval is not None
    paper = PaperDecision(True, world.DAY, "周部长", "部长", "memo", "关于考核方案的请示", "青社发〔2026〕9号")
    approvals.register_offline(world.actor(by), row.approval, paper)
    return SchemeEdition.objects.get(pk=row.pk)


def trial(user: User, edition: SchemeEdition, name: str = POINTS) -> SchemeTrial:
    """A what-if on an example's own data."""
    return actions.begin(
        world.actor(user), edition.pk, label="数据.xlsx", subjects=20, data=data_tables(name), digest="0" * 64
    )
