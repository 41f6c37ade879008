"""How accounts come to be: made by a lead or an administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sessions.portal.models import Clinic, Membership, Role, StaffMember


class StaffAccounts(DefaultAccountAdapter):
    """Allauth's questions, answered for a clinic."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: nobody makes their own account."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask for the password again, except within minutes of having signed in with it.

        Without this, the first sign-in asks twice: once to come in, once to set up the
        authenticator. Whoever has one came in with both factors, or is not in yet.
        """
        request = self.request
        if request is not None and request.user.is_authenticated:
            signed_in = [
                float(record["at"])
                for record in get_authentication_records(request, request.user)
                if record.get("method") in ("password", "mfa")
            ]
            now_s = timezone.now().timestamp()
            if signed_in and 0 <= now_s - signed_in[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
                return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: object) -> None:
        """Send nothing: the portal has no post office."""

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str = "",
        *args: object,
        **kwargs: object,
    ) -> None:
        """Say only what is news: not that somebody who signed in has signed in."""
        if message_template.endswith(("logged_in.txt", "logged_out.txt")) or level < messages.INFO:
            return
        super().add_message(request, level, message_template, *args, **kwargs)


def add_staff(*, username: str, name: str, clinic: Clinic, role: Role) -> StaffMember:
    """Make an account without a password, and its role at a clinic."""
    first, _, last = name.partition(" ")
    staff = StaffMember(username=username.lower(), first_name=first, last_name=last)
    staff.set_unusable_password()
    staff.save()
    Membership.objects.create(staff=staff, clinic=clinic, role=role)
    return staff


def set_up_path(staff: StaffMember) -> str:
    """Return where somebody chooses their password, once; good for three days."""
    key = default_token_generator.make_token(staff)
    return reverse("account_reset_password_from_key", args=(user_pk_to_url_str(staff), key))
