"""The web half of the kernel: base templates, theme, components, htmx and headers. Django, but no models and no rules."""
