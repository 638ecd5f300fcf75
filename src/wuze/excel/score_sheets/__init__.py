"""评分表: one printed form a unit, written from the scheme and the 名录, filled by hand, read back at its cells."""
