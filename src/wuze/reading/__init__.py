"""A county's own scoring table, in its own words → clauses of the scheme language. Pure: no files, no clock."""
