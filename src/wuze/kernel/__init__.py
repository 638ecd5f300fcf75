"""What every package may use: the standard library only, no Django, no models."""
