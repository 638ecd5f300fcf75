"""From tables to a scheme and to facts; every fault at once, each at its place."""
