"""Nothing needs to move: imagery, breathing, reading."""
