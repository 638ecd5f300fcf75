"""What a link can let do. A package registers its tasks when it is ready; their views carry ``gate.bearer(code)``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One thing a bearer may do, once. ``url_name`` takes the token as its only argument; ``lets`` says on the print and
    on the phone what it is for, ``minutes`` how long it takes, ``about`` the kind of thing it is about."""

    code: str
    label: str
    url_name: str
    lets: str
    minutes: int = 3
    about: str = "registry.unit"


_tasks: dict[str, Task] = {}


def register(task: Task) -> None:
    """Add a task. The same again is harmless; another under a known code is a mistake of the calling code."""
    if _tasks.setdefault(task.code, task) != task:
        raise ValueError(f"一次性链接的事项“{task.code}”登记了两次，说法不同")


def get(code: str) -> Task:
    """The task of a code."""
    return _tasks[code]


def known() -> tuple[Task, ...]:
    """All tasks, by code."""
    return tuple(_tasks[code] for code in sorted(_tasks))
