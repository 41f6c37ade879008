"""Everything that can be found out before a session shows anything."""

import sys

from game.app import players_for
from game.settings import HomeSettings
from sessions.plan import LoadedPlan
from sessions.recovery import recover_unsealed
from sessions.session_folder import check_root


def prepare(loaded: LoadedPlan, home: HomeSettings) -> None:
    """Check plan and disk, and make whole whatever an earlier session left behind.

    Raises:
        PlanError: the plan names a movement that doesn't exist.
        FolderError: sessions can't be kept where they should be.
    """
    players_for(loaded)
    check_root(home.sessions_root)
    for recovered in recover_unsealed(home.sessions_root):
        if recovered.problem:
            print(recovered.problem, file=sys.stderr)
        else:
            print(f"An earlier session had been cut off; it is whole again: {recovered.path}")
