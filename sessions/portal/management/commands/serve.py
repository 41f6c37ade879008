"""`mirrorlimb portal`: bring the database up to date, then serve until stopped."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from sessions.portal.models import StaffMember


class Command(BaseCommand):
    """Serve the portal."""

    help = "serve the portal until it is stopped (Ctrl-C)"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, which is all that is worth typing."""
        parser.add_argument("--port", type=int, help="where to listen")
        parser.add_argument(
            "--prepared",
            action="store_true",
            help="leave the database as it is: another host has brought it up to date",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, say where to go, serve."""
        environment = settings.ENVIRONMENT
        port = options["port"] or environment.port
        if not options["prepared"]:
            prepare()
        scheme = "https" if environment.tls == "own" else "http"
        self.stdout.write(f"The portal is at {scheme}://{environment.address}:{port}/")
        if not StaffMember.objects.exists():
            self.stdout.write(
                "Nobody can sign in yet. In another terminal, make the first account:\n"
                "    mirrorlimb portal create-therapist"
            )
        self.stdout.write("Stop it with Ctrl-C.")
        self.stdout.flush()
        Server(
            "sessions.portal.wsgi:application",
            address=environment.address,
            port=port,
            interface=Interfaces.WSGI,
            workers=environment.workers,
            blocking_threads=environment.threads,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
            ssl_cert=environment.tls_certificate if environment.tls == "own" else None,
            ssl_key=environment.tls_key if environment.tls == "own" else None,
        ).serve()


def prepare() -> None:
    """Bring database, cache table and static files up to this version."""
    settings.ENVIRONMENT.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
