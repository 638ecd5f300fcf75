"""Stub until written."""


def lint(scheme, tables, problems): ...
