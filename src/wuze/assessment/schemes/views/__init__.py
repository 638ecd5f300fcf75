"""Pages of schemes, grouped by what they are about."""
