"""``python -m tests.matrix.propose [--all]``: prints the lines that lines/*.yaml lack, as the site answers now.

A proposal is what the code does, not what is right: read each line against the mission before it goes into the file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import django
from django.db import transaction
from django.test.utils import get_runner, setup_test_environment


def main(arguments: list[str]) -> None:
    """Ask every address as everybody, on a passing database."""
    django.setup()
    from django.conf import settings  # slow import: after the name of the settings is known

    runner = get_runner(settings)(verbosity=0)
    setup_test_environment()
    old = runner.setup_databases()
    try:
        lines("--all" in arguments)
    finally:
        runner.teardown_databases(old)


def lines(everything: bool) -> None:
    """One proposal an address."""
    from tests import world  # slow import: models need Django set up
    from tests.matrix import addresses, makers, matrix  # slow import: as above
    from tests.matrix.visitors import Visitors  # slow import: as above

    for address in addresses.site():
        if address.name in matrix.matrix() and not everything:
            continue
        if address.parameters and address.name not in makers.MAKERS:
            print(f"  # {address.name} {address.route}: no maker for {address.parameters}")
            continue
        gate = address.gate
        who = "public" if address.public else "nobody said" if gate is None else ", ".join(gate.capabilities) or "login"
        print(f"  # {address.route} [{who}]")
        with transaction.atomic():
            for text in proposals(address, Visitors(world.county())):
                print(text)
            transaction.set_rollback(True)


def proposals(address: object, visitors: object) -> Iterable[str]:
    """One line a method and owner; methods that answer alike share theirs."""
    from tests.matrix import makers  # slow import: models need Django set up
    from tests.matrix.addresses import Address  # slow import: as above
    from tests.matrix.visitors import EVERYBODY, OPENS, UNSEEN, Visitors  # slow import: as above

    assert isinstance(address, Address)
    assert isinstance(visitors, Visitors)
    answers: dict[str, dict[str, str]] = {}
    made = makers.made(address.name, address.parameters, visitors.county)
    for method in sorted(address.methods):
        for owner, kwargs in made.items():
            try:
                words = {who: visitors.word(who, address, kwargs, method) for who in EVERYBODY}
            except Exception as error:  # noqa: BLE001 - a page that breaks is a line of the report
                yield f"  # {method} {address.name} breaks: {type(error).__name__} {str(error)[:150]}"
                continue
            shown = {answer: short([w for w in EVERYBODY if words[w] == answer]) for answer in (OPENS, UNSEEN)}
            inner = ", ".join(f"{answer}: {names}" for answer, names in shown.items() if names)
            answers.setdefault(method, {})[owner] = f"{{{inner}}}"
    if answers.get("GET") == answers.get("POST"):
        answers.pop("POST", None)
    for method, owners in answers.items():
        special = "POST " if method == "POST" and "GET" in answers else ""
        if list(owners) == [""]:
            yield f"  {special}{address.name}: {owners['']}"
            continue
        yield f"  {special}{address.name}:"
        yield from (f"    {owner}: {text}" for owner, text in owners.items())


def short(names: list[str]) -> str:
    """Visitors, by group where a whole group is among them."""
    from tests.matrix.matrix import groups  # slow import: models need Django set up

    rest, words = list(names), []
    for group, members in sorted(groups().items(), key=lambda pair: -len(pair[1])):
        if members and members <= set(rest):
            words.append(group)
            rest = [name for name in rest if name not in members]
    return " ".join([*words, *rest])


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main(sys.argv[1:])
