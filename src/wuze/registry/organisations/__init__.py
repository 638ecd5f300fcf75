"""两新组织: list, dossier, duplicates, and every verb on one."""
