"""How many days somebody has kept going, where days off are allowed and bad days are forgiven.

Any session counts, however short or however it went: it is the coming back that matters. A day off
is never a fault: so many in any seven are expected (a plan of five days a week has two).
"""

from collections.abc import Iterable
from datetime import date, timedelta

DAYS_OFF_A_WEEK = 2
_WEEK = 7


def days_kept_going(
    trained: Iterable[date], today: date, *, days_off: int = DAYS_OFF_A_WEEK
) -> int:
    """Return the days trained, back from today to the first week with more days off than allowed.

    Today itself is never counted as a day off: it is not over yet.
    """
    days = {day for day in trained if day <= today}
    if not days:
        return 0
    kept = int(today in days)
    day = today - timedelta(days=1)
    while day >= min(days):
        week = [day + timedelta(days=ahead) for ahead in range(_WEEK)]
        off = sum(d not in days for d in week if d < today)
        if off > days_off:
            break
        kept += day in days
        day -= timedelta(days=1)
    return kept
