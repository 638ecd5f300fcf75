"""责任清单告知单: sent once to each unit, received by the unit, answered where it objects."""
