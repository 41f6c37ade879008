"""`mirrorlimb portal create-therapist`: the first account, and any later one by hand."""

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sessions.portal.management.commands.serve import prepare
from sessions.portal.models import Clinic, Role, StaffMember
from sessions.portal.staff_accounts import add_staff

PASSWORD_VARIABLE = "MIRRORLIMB_NEW_PASSWORD"


class Command(BaseCommand):
    """Make an account; ask for whatever was not given."""

    help = "make an account (the first at a clinic is its lead therapist)"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what would otherwise be asked for; never a password."""
        parser.add_argument("--clinic", help="the clinic's name; made where there is none")
        parser.add_argument("--name", help="as colleagues know them")
        parser.add_argument("--username", help="small letters and digits; to sign in")
        parser.add_argument(
            "--role", choices=[role.value for role in Role], help="default: lead, then therapist"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account.

        Raises:
            CommandError: the name is taken, or the password too weak.
        """
        prepare()
        clinic_name = options["clinic"] or input("Name of the clinic: ").strip()
        name = options["name"] or input("Your name, as colleagues know you: ").strip()
        username = (options["username"] or input("Name to sign in with: ").strip()).lower()
        if not (clinic_name and name and username):
            raise CommandError("all three are needed: clinic, name, name to sign in with")
        if StaffMember.objects.filter(username=username).exists():
            raise CommandError(f"somebody signs in as {username} already: choose another name")
        password = self._password(StaffMember(username=username, first_name=name))
        with transaction.atomic():
            clinic, made = Clinic.objects.get_or_create(name=clinic_name)
            role = Role(options["role"] or (Role.LEAD if made else Role.THERAPIST))
            staff = add_staff(username=username, name=name, clinic=clinic, role=role)
            staff.set_password(password)
            staff.save()
        self.stdout.write(
            f"{username} may sign in as {role.label.lower()} of {clinic_name}. "
            "At the first sign-in an authenticator app on a telephone is connected."
        )

    def _password(self, staff: StaffMember) -> str:
        """Ask until a password is good enough; scripts give it in a variable.

        Raises:
            CommandError: the one in the variable is too weak.
        """
        given = os.environ.get(PASSWORD_VARIABLE)
        while True:
            password = given or getpass.getpass("Password (12 characters or more): ")
            try:
                validate_password(password, staff)
            except ValidationError as error:
                if given:
                    raise CommandError(" ".join(error.messages)) from None
                self.stderr.write(" ".join(error.messages))
                continue
            if given or getpass.getpass("The same again: ") == password:
                return password
            self.stderr.write("These were not the same.")
