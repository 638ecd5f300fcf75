"""党组织、指导员、领导联系点: who covers which organisation, and until when a committee is elected."""
