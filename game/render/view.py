"""From where the scene is seen: with the patient's own eyes, or through a camera set up for it."""

from game.frame import ShownLimb
from game.layout.layout import Rect, limb_area
from game.limb.form import LimbForm
from game.limb.skeleton import Skeleton
from game.render.camera import Camera
from game.render.following import FollowingCamera
from game.render.frame_block import FrameBlock
from game.render.surroundings import SURROUNDINGS
from sensors.pose import Side, other_side


class View:
    """Keeps the frame block looking at the limbs that are shown."""

    def __init__(
        self,
        block: FrameBlock,
        skeleton: Skeleton,
        size_px: tuple[int, int],
        usable_hand: Side,
        camera: Camera | None,
    ) -> None:
        self.fixed_camera = camera
        """Seen through this over the whole window; None: as the patient."""
        self._block = block
        self._cameras = SURROUNDINGS[skeleton.kind].cameras
        self._camera = camera or self._cameras[other_side(usable_hand)]
        self._following = FollowingCamera(skeleton)
        self._size_px = size_px
        self._usable_hand: Side = usable_hand
        self._shown: list[tuple[Side, LimbForm, float]] = []
        self._aim()

    def resize(self, size_px: tuple[int, int]) -> None:
        """Fit the view to another window size."""
        self._size_px = size_px
        self._aim()

    def look_through(self, camera: Camera | None) -> None:
        """See the scene from elsewhere and over the whole window; None: as the patient again."""
        self.fixed_camera = camera
        self._camera = camera or self._camera
        self._shown = []
        self._aim()

    def reshape(self, skeleton: Skeleton) -> None:
        """Follow another limb of the same kind."""
        self._following = FollowingCamera(skeleton)
        self._shown = []

    def follow(self, limbs: tuple[ShownLimb, ...]) -> None:
        """Frame the limbs that are shown; an empty table keeps the view it had."""
        shown = [(limb.side, limb.form, limb.residual_opacity) for limb in limbs]
        if shown and shown != self._shown and self.fixed_camera is None:
            self._shown = shown
            first, last = limbs[0].side, limbs[-1].side
            usual = self._cameras[first if first == last else None]
            camera = self._following.of(usual, limbs)
            if camera is not self._camera:
                self._camera = camera
                self._aim()

    def _aim(self) -> None:
        whole = Rect(0, 0, *self._size_px)
        area = whole if self.fixed_camera else limb_area(self._size_px, self._usable_hand)
        self._block.look_through(self._camera, self._size_px, area)
