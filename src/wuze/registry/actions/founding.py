"""A fresh site: the county's own unit, the lead office below it, and its first clerk. Everything else comes on pages."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wuze.accounts.actions import SET_UP, fresh, username_for
from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.kernel.errors import Invalid, Refusal, Refused
from wuze.kernel.pinyin import initials
from wuze.registry.actions import people, posts, units
from wuze.registry.enums import UnitKind
from wuze.registry.models import Appointment, OrganisationType, Post, Unit, UnitParent
from wuze.registry.ready import ready_types
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

TITLE, BASIS = "经办", "安装时指定"


def first_clerk(county: str, lead: str, name: str, at: datetime) -> tuple[str, str]:
    """Account and one-time password of the lead office's first clerk. Only where there is no unit yet (SEC-01)."""
    county, lead, name = county.strip(), lead.strip(), name.strip()
    if not (county and lead and name) or county == lead:
        raise Invalid("registry.first", {"": "县委、牵头机关、经办都要填，县委和牵头机关不能同名。"})
    with transaction.atomic():
        if Unit.objects.exists():
            raise Refused(Refusal("registry.not_fresh", "本站已经有单位，经办由单位在站内定。"))
        if Person.objects.filter(name=name).exists():
            raise Invalid("registry.first_same", {"": "管理员不办业务，经办要另填一个人。"})
        today = timezone.localdate(at)
        since = today.replace(month=1, day=1)  # this year's lists and rounds ask who stood there
        root = _unit(None, county, UnitKind.COUNTY, since, at)
        office = _unit(root, lead, UnitKind.LEAD, since, at)
        types = OrganisationType.objects.bulk_create(ready_types())
        laid = [Row(Thing("registry.type", str(one.pk), one.name)) for one in types]
        record("registry.types_laid", at=at, who=SET_UP, thing=Thing("registry.types", "", "组织类型"), rows=laid)
        person = people.create(people.NewPerson(name))
        post = Post.objects.create(unit=office, title=TITLE, role=Role.LEAD_CLERK, since=today)
        held = Appointment.objects.create(post=post, person=person, since=today, basis=BASIS)
        after = {"person": name, "kind": held.get_kind_display(), "since": today, "basis": BASIS, "new_person": True}
        rows = posts.concerned(post, person)
        record("registry.appointed", at=at, who=SET_UP, thing=posts.thing_of(post), after=after, rows=rows)
        user, secret = fresh(person, username_for(name), at)
    return user.username, secret


def _unit(above: Unit | None, name: str, kind: str, since: date, at: datetime) -> Unit:
    values = {"name": name, "kind": kind, "since": since, "initials": initials(name)}
    unit: Unit = Unit.objects.add_child(above, values) if above else Unit.objects.add_root(values)
    UnitParent.objects.create(unit=unit, parent=above, since=since, source=BASIS)
    after = {**units.facts(unit), "parent": str(above or "没有"), "since": since, "source": BASIS}
    record("registry.unit_added", at=at, who=SET_UP, thing=units.thing_of(unit), after=after)
    return unit
