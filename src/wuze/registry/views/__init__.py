"""Pages of the registry, by matter."""
