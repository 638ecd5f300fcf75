"""联系点 (ContactPoint): visits planned and done, what was promised, what became of it. Never what was said."""
