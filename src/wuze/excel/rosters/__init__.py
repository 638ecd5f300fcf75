"""Rosters as offices really keep them, read into rows and faults: any head, any order, whatever stands below it."""
