"""Pages that cross packages: work desk, search, trail viewer, history of a thing, tool box."""
