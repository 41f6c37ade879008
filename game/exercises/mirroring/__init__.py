"""Mirrors: the intact limb moves, and its mirror image is shown."""
