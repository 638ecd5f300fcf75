"""What all tests share: hypothesis without clocks, and a list of what has grown longer than wanted."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.architecture import guards, tree

# Speed is measured in bench/, never asserted; CI draws the same examples each time, so that a failure can be repeated.
settings.register_profile("wuze", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("wuze"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "wuze")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report, without stopping, files and functions over the wanted sizes."""
    wanted = (guards.FILE_WANTED, guards.FUNCTION_WANTED)
    long = [fault for name in tree.python("src") for fault in guards.too_long(name, tree.text(name), *wanted)]
    if long:
        terminalreporter.section("longer than wanted")
        terminalreporter.write_line("\n".join(long))
