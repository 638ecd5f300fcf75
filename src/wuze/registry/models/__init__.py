"""All tables of the registry."""

from __future__ import annotations

from wuze.registry.models.places import Region
from wuze.registry.models.posts import Appointment, Post
from wuze.registry.models.units import Unit, UnitParent

__all__ = ["Appointment", "Post", "Region", "Unit", "UnitParent"]
