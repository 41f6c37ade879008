"""The demo's own helper: fills the made-up clinic over the wire while it is served."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sessions.portal.demo.filling import fill, wait_for
from sessions.portal.environment import EnvironmentVariablesError
from sessions.portal.models import Clinic, StaffMember


class Command(BaseCommand):
    """Fill the demo clinic."""

    help = "fill the demo (started by demo itself)"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, and say what has arrived.

        Raises:
            EnvironmentVariablesError: this is a real clinic's portal.
        """
        if not settings.ENVIRONMENT.demo:
            raise EnvironmentVariablesError("only a demo is filled with made-up patients")
        server = f"http://127.0.0.1:{options['port']}"
        wait_for(server)
        clinic, therapist = Clinic.objects.get(), StaffMember.objects.get(username="demo")
        for said in fill(settings.ENVIRONMENT.data / "homes", server, clinic, therapist):
            self.stdout.write(said)
            self.stdout.flush()
