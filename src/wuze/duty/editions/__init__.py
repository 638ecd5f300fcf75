"""责任清单: dated editions, what each asks of which layer, from draft over approval to replaced."""
