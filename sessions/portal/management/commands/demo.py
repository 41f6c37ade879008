"""`mirrorlimb portal --demo`: a made-up clinic, filled while one looks; on this machine alone."""

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from sessions.portal.environment import PREFIX, EnvironmentVariablesError
from sessions.portal.management.commands.serve import prepare
from sessions.portal.models import Clinic, Role, StaffMember
from sessions.portal.staff_accounts import add_staff

USERNAME = "demo"
PASSWORD = "demo-only-on-this-computer"
CLINIC = "Demonstration clinic"


class Command(BaseCommand):
    """Serve a made-up clinic."""

    help = "serve a made-up clinic with simulated patients, on this machine alone"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, help="where to listen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the clinic, say how to get in, fill it in the background, serve.

        Raises:
            EnvironmentVariablesError: this is a real clinic's portal.
        """
        if not settings.ENVIRONMENT.demo:
            raise EnvironmentVariablesError(
                f"the demo needs {PREFIX}DEMO=1: mirrorlimb portal --demo"
            )
        prepare()
        if Clinic.objects.exclude(name=CLINIC).exists():
            raise EnvironmentVariablesError(
                f"{PREFIX}DATA holds a real clinic: give the demo another folder with --data"
            )
        clinic, _ = Clinic.objects.get_or_create(name=CLINIC)
        if not StaffMember.objects.filter(username=USERNAME).exists():
            staff = add_staff(username=USERNAME, name="Dana Demo", clinic=clinic, role=Role.LEAD)
            staff.set_password(PASSWORD)
            staff.save()
        port = options["port"] or settings.ENVIRONMENT.port
        self.stdout.write(
            f"Sign in as {USERNAME} with the password {PASSWORD}. "
            "Simulated patients' sessions arrive while you look."
        )
        filler = subprocess.Popen(
            [sys.executable, "-m", "sessions.portal", "fill_demo", "--port", str(port)]
        )
        try:
            call_command("serve", "--prepared", "--port", str(port))
        finally:
            filler.terminate()
            filler.wait()
