"""The event log of a session: appended to, never rewritten, read whatever happened."""
