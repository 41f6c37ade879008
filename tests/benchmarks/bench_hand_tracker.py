"""How long hand tracking takes, against a bare run of its own network: one ratio in one run.

    python tests/benchmarks/bench_hand_tracker.py PICTURE

The overhead beyond the network (cutting the hand out, reading the answer) should stay below a
quarter of it.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from sensors.drivers.clip import read_picture
from sensors.drivers.hand_tracking.hand_tracker import HandTracker
from sensors.drivers.hand_tracking.network import Network, load_opencv
from sensors.drivers.hand_tracking.palm_detector import PalmDetector
from sensors.models import model_path
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.sample import HandSample

ROUNDS = 150


def _median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return float(np.median(times[10:])) * 1000


def main() -> int:
    """Print medians in milliseconds and the ratio."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    cv2 = load_opencv()
    cv2.setNumThreads(1)
    rgb = cv2.resize(read_picture(Path(sys.argv[1])), (640, 480))
    palms = model_path("palm_detection_full")
    searching = PalmDetector(palms)
    cut = np.full((224, 224, 3), 0.5, dtype=np.float32)
    print(f"palm search   {_median_ms(lambda: searching.detect(rgb)):6.2f} ms")
    for name in ("full", "lite"):
        model = model_path("hand_landmark_full" if name == "full" else "hand_landmark_lite")
        network = Network(model)
        tracker = HandTracker(palms, model)
        hands = tracker.track(rgb)
        if not hands:
            print("no hand in this picture: choose another")
            return 1
        # Following one hand, without the search for a second one.
        region = tracker._regions[0]
        followed = _median_ms(partial(tracker._landmarks.place, rgb, region))
        bare = _median_ms(partial(network.run, cut))
        print(
            f"{name}: follow one hand {followed:6.2f} ms, network alone {bare:6.2f} ms, "
            f"ratio {followed / bare:.2f}"
        )
    estimator = IntactLimbEstimator("right", other_hand_possible=False)
    numbers = iter(range(10 * ROUNDS))

    def estimate() -> None:
        at_s = next(numbers) / 30
        estimator.update(HandSample(at_s, at_s, (640, 480), hands, 0.5))

    print(f"pose from landmarks {_median_ms(estimate):6.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
