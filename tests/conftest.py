"""What holds for every test: machines are noisy, so no example is failed for being slow."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
