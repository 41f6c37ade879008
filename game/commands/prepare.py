"""Everything that can be found out before a session shows anything."""

import sys

from game.app import players_for
from game.home.settings import HomeSettings
from sessions.folder.recovery import RecoveredFolder, recover_unsealed
from sessions.folder.session_folder import check_root
from sessions.plan.plan import LoadedPlan


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
            print(f"An earlier session had been cut off: {recovered.path}. {_saved(recovered)}")


def _saved(recovered: RecoveredFolder) -> str:
    """Say what could be saved of a session, and what could not."""
    lost = []
    if recovered.damaged_lines:
        lost.append(f"{recovered.damaged_lines} damaged lines of its log")
    if recovered.blocks_lost:
        lost.append(f"{recovered.blocks_lost} damaged stretches of its recording")
    if recovered.seal_damaged:
        lost.append("its seal, which was damaged and is kept beside the new one")
    if not lost:
        return "Everything that was written is kept, and it is sealed."
    return f"Lost: {', '.join(lost)}. The rest is kept, and it is sealed."
