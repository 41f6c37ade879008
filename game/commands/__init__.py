"""The commands of `mirrorlimb`, one file each: what it takes, and what it does."""
