"""Rounds: a roster, facts frozen with their source, results, what a meeting decided."""
