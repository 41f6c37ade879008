"""`mirrorlimb portal restore FILE`: a back-up into a new, empty portal, on either database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from sessions.portal.backing_up import BackUpError, restore
from sessions.portal.management.commands.serve import prepare


class Command(BaseCommand):
    """Restore a back-up."""

    help = "bring a back-up into a new, empty portal"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file's name."""
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore.

        Raises:
            BackUpError: it can't be read, or the portal is not empty.
        """
        prepare()
        try:
            with options["file"].open("rb") as source:
                rows = restore(source)
        except OSError as error:
            raise BackUpError(f"the back-up can't be read ({error.strerror})") from error
        self.stdout.write(f"Restored: {rows} rows and their files.")
