"""This home: its settings, its plans and courses, its clinic, what was played before."""
