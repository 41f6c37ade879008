"""The recording of a session: every sample, pose and frame, written as it runs."""
