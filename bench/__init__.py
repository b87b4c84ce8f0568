"""Measures of speed: invented registers, whole processes timed side by side; not shipped."""
