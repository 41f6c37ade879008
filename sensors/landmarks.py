"""Hands in single picture files: what `mirrorlimb sensors landmarks` prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pydantic import JsonValue

from sensors.errors import SensorDataError
from sensors.sample import TrackedHand


@dataclass(frozen=True, slots=True)
class PictureLandmarks:
    """What was found in one picture."""

    picture: str
    hand: TrackedHand | None

    def as_row(self) -> dict[str, JsonValue]:
        """Return the row to print: handedness is the person's own in an unmirrored picture."""
        hand = self.hand
        if hand is None:
            return {
                "picture": self.picture,
                "found": False,
                "handedness": None,
                "landmarks": [],
                "confidence": 0.0,
            }
        return {
            "picture": self.picture,
            "found": True,
            "handedness": "right" if hand.right_probability > 0.5 else "left",
            "landmarks": [[round(float(x), 2), round(float(y), 2)] for x, y in hand.landmarks_px],
            "confidence": round(hand.presence, 4),
        }


@dataclass(frozen=True, slots=True)
class PictureProblem:
    """Why one file could not be read."""

    picture: str
    reason: str

    def as_row(self) -> dict[str, JsonValue]:
        """Return the row to print."""
        return {"picture": self.picture, "error": self.reason}


PictureResult: TypeAlias = PictureLandmarks | PictureProblem


def read_pictures(pictures: Iterable[Path]) -> Iterator[PictureResult]:
    """Yield what each picture shows, in order; one that can't be read does not stop the rest.

    Raises:
        MissingPartError: the models, LiteRT or OpenCV are not installed.
    """
    from sensors.drivers.clip import read_picture
    from sensors.drivers.hand_tracking.still_reader import StillReader

    reader = StillReader()
    for path in pictures:
        try:
            rgb = read_picture(path)
        except SensorDataError as error:
            yield PictureProblem(str(path), str(error))
            continue
        yield PictureLandmarks(str(path), reader.read(rgb))
