"""The body map: its outline, its regions, and what was painted."""
