"""Which moments of an off-screen session to keep as small pictures, for one sheet at its end."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.frame import Frame

Picture = NDArray[np.uint8]

# In a scene with a limb, one picture at least this often; a page needs one only.
_EVERY_S = 6.0
# A scene is pictured once it has settled; a limb takes a moment to reach its first posture.
_SETTLED_S = 0.8
_MOST = 40


@dataclass(slots=True)
class Moments:
    """Chooses; the caller takes the pictures."""

    pictures: list[tuple[str, Picture]] = field(default_factory=list)
    """Caption and picture, shape (height, width, 3)."""
    _scene: str = ""
    _title: str = ""
    _since_s: float = 0.0
    _taken_at_s: float | None = None

    def wanted(self, frame: Frame, now_s: float) -> bool:
        """Return whether this frame should be kept."""
        if (frame.scene, frame.screen.title) != (self._scene, self._title):
            self._scene, self._title = frame.scene, frame.screen.title
            self._since_s, self._taken_at_s = now_s, None
        if now_s - self._since_s < _SETTLED_S or len(self.pictures) >= _MOST:
            return False
        if self._taken_at_s is None:
            return True
        return bool(frame.limbs) and now_s - self._taken_at_s >= _EVERY_S

    def take(self, frame: Frame, picture: Picture, now_s: float, session_s: float) -> None:
        """Keep a picture of a frame."""
        self._taken_at_s = now_s
        minutes, seconds = divmod(int(session_s), 60)
        self.pictures.append((f"{minutes}:{seconds:02d}  {frame.scene}", picture))
