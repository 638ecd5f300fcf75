"""读旧表: a county's own scoring table, read cell by cell, looked at by a person, and taken away as 方案.xlsx."""
