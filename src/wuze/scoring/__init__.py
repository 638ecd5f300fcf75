"""The engine: scheme and facts in, explained results out. Standard library only; no clock, no I/O, no float."""
