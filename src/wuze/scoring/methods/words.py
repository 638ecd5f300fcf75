"""What 选项 and 评等 share: a table from words of the data item's list to numbers."""

from __future__ import annotations

from wuze.scoring.exact import Number
from wuze.scoring.expressions import refuse
from wuze.scoring.methods.base import Spec, key
from wuze.scoring.text import number


def word_table(spec: Spec, example: str) -> tuple[tuple[str, Number], ...]:
    """``好:5;差:0`` with every word one of the data item's options (where it lists any); refuses others."""
    options = spec.own.options if spec.own else ()
    result = []
    for label, text in spec.table(spec.text, example):
        value = number(text.removesuffix("分"))
        if value is None:
            spec.refuse(example)
        word = next((option for option in options if key(option) == label), None if options else label)
        if word is None:
            name = spec.own.name if spec.own else ""
            refuse(f"“{label}”不是“{name}”的选项", f"选项：{'、'.join(options)}", "bad_params")
        result.append((word, value))
    return tuple(result)  # type: ignore[arg-type]  # None was refused
