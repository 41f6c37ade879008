"""The second step of signing in: an authenticator's code opens once, for as long as it holds.

allauth remembers a code for one half minute alone; it holds for longer (MFA_TOTP_TOLERANCE).
"""

from string import digits
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from django.core.cache import cache


def _open_once(authenticator: Any, typed: str) -> None:
    """Refuse an app's code that has opened before."""
    if authenticator.type != Authenticator.Type.TOTP:
        return  # a recovery code is crossed out by allauth
    code = "".join(sign for sign in typed if sign in digits)
    holds_s = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    if not cache.add(f"portal.totp.opened?user={authenticator.user_id}&code={code}", "y", holds_s):
        raise get_adapter().validation_error("incorrect_code")


class AuthenticateForm(forms.AuthenticateForm):
    """A code at sign-in."""

    def clean_code(self) -> str:
        """Compare."""
        code: str = super().clean_code()
        _open_once(self.authenticator, code)
        return code


class ReauthenticateForm(forms.ReauthenticateForm):
    """A code before something weighty, of who is signed in already."""

    def clean_code(self) -> str:
        """Compare."""
        code: str = super().clean_code()
        _open_once(self.authenticator, code)
        return code
