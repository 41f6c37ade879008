"""An authenticator app: what the member's telephone shows."""

from datetime import UTC, datetime

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_shown(secret: str, *, at: float | None = None) -> str:
    """Return the code of this half minute, or of another one.

    Not the first that the portal takes: that is the code before, which it takes no more as soon as
    the next half minute begins.
    """
    seconds = datetime.now(UTC).timestamp() if at is None else at
    counter = int(seconds) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(secret, counter)))
