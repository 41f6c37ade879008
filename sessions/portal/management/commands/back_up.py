"""`mirrorlimb portal back-up FILE`: everything in one file; `-` writes it to the next program."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from sessions.folder.durable import sync_folder
from sessions.portal.backing_up import BackUpError, back_up
from sessions.portal.receiving.arrival import utc_now


class Command(BaseCommand):
    """Write a back-up."""

    help = "write everything into one tar file (- for standard output, e.g. to encrypt it)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file's name."""
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write; a file is there whole or not at all.

        Raises:
            BackUpError: it can't be written.
        """
        if options["file"] == "-":
            back_up(sys.stdout.buffer, utc_now())
            return
        path = Path(options["file"])
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as out:
                rows = back_up(out, utc_now())
            part.chmod(0o600)
            part.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise BackUpError(f"the back-up can't be written ({error.strerror})") from error
        self.stdout.write(f"{rows} rows and all received files are in {path}. It is not encrypted.")
