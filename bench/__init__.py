"""Measures, never judges: figures of our own beside pandas and LibreOffice on the same numbers. See README.md."""
