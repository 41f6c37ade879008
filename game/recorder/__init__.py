"""Keeps a session while it runs: every frame and sample, everything said and done."""
