"""What a person presses or points at, and the commands that it means."""
