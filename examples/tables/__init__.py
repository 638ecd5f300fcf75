"""The four example assessments as data: one module each, read by build.py."""
