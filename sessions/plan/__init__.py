"""The plan of a session, its bounds and its safety rules: what a therapist writes."""
