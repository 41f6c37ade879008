"""The session's clock, the pace of its frames, and what keeps them on time."""
