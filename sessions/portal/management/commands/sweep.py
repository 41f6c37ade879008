"""`mirrorlimb portal sweep`: delete what nobody needs; for a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from sessions.portal.receiving.arrival import utc_now
from sessions.portal.review.alerts import refresh_all
from sessions.portal.sweeping import sweep


class Command(BaseCommand):
    """Sweep once."""

    help = "delete left-over files, and what the clinics' rules keep no longer (once a day)"

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and say how much went."""
        swept = sweep(utc_now())
        # What did not come raises no alert by coming.
        refresh_all(utc_now())
        self.stdout.write(
            f"Deleted {swept.parts} half-written files, {swept.orphans} files that belong to "
            f"nothing, {swept.recordings} recordings and {swept.sessions} sessions past their time."
        )
