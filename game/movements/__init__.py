"""Scripted movements: read from `assets/movements`, played smoothly at the patient's own speed."""
