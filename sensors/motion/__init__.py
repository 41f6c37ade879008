"""Landmarks and orientations in, joint angles out."""
