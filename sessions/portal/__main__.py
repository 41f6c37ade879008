"""`python -m sessions.portal COMMAND`: what `mirrorlimb portal` runs in a process of its own."""

import os
import sys
from collections.abc import Sequence

from sessions.errors import SessionsError


def main(words: Sequence[str]) -> int:
    """Run one command of the portal; return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sessions.portal.settings")
    from django.core.management import execute_from_command_line  # after settings

    command, *rest = words or ("serve",)
    try:
        execute_from_command_line(["mirrorlimb portal", command.replace("-", "_"), *rest])
    except SessionsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
