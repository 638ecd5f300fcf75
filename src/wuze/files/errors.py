"""A file that is not taken."""

from __future__ import annotations


class BadFile(Exception):
    """``sentence`` says what is wrong and what to do; fit for the user."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
