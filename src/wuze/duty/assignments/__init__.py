"""责任到人、任务到岗: a duty sits on a post of a unit; gaps are counted, never hidden."""
