"""System checks of the settings as a whole."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from wuze.config import checks
from wuze.config.origins import origins


@pytest.mark.parametrize(
    ("address", "debug", "faults"),
    [
        ("http://127.0.0.1:8000", True, []),
        ("https://a.gov.cn", False, []),
        ("https://a.gov.cn", True, ["config.E002"]),
        ("http://10.1.2.3", False, ["config.E001"]),
        ("http://10.1.2.3", True, ["config.E001", "config.E002"]),
    ],
)
def test_plain_http_and_debug_stay_on_the_machine(
    settings: Settings, address: str, debug: bool, faults: list[str]
) -> None:
    settings.ORIGINS, settings.DEBUG = origins([address]), debug
    assert [fault.id for fault in checks.way_in()] == faults


def sqlite(**values: object) -> dict[str, object]:
    """Settings of one SQLite database."""
    return {"ENGINE": "django.db.backends.sqlite3", **values}


IMMEDIATE = {"transaction_mode": "IMMEDIATE"}


@pytest.mark.parametrize(
    ("database", "use_tz", "faults"),
    [
        (sqlite(OPTIONS=IMMEDIATE), True, []),
        (sqlite(OPTIONS=IMMEDIATE), False, ["config.E003"]),
        (sqlite(OPTIONS=IMMEDIATE, ATOMIC_REQUESTS=True), True, ["config.E004"]),
        (sqlite(OPTIONS={"transaction_mode": "DEFERRED"}), True, ["config.E005"]),
        (sqlite(), True, ["config.E005"]),
        ({"ENGINE": "django.db.backends.postgresql"}, True, []),
    ],
)
def test_foundations(database: dict[str, object], use_tz: bool, faults: list[str]) -> None:
    assert [fault.id for fault in checks.foundation_faults([database], use_tz=use_tz)] == faults


def test_the_foundations_of_the_settings_in_force_hold() -> None:
    assert checks.foundations() == []


def test_a_provider_of_facts_that_is_not_there_is_named(settings: Settings) -> None:
    assert checks.facts_resolve() == []
    settings.FACT_PROVIDERS = [*settings.FACT_PROVIDERS, "wuze.registry.facts.gone"]
    assert [(fault.id, "wuze.registry.facts.gone" in fault.msg) for fault in checks.facts_resolve()] == [
        ("config.E006", True)
    ]
