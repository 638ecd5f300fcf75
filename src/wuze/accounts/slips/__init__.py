"""口令条: accounts opened and one-time passwords given anew for many people at once, on slips of paper shown once."""
