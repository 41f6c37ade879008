"""The camera's tests need the hand models; where they are not installed the tests say so."""

import pytest

from sensors.errors import MissingPartError
from sensors.models import model_path


@pytest.fixture(scope="session")
def hand_models() -> None:
    try:
        model_path("hand_landmark_full")
        model_path("palm_detection_full")
    except MissingPartError as error:
        pytest.skip(str(error))
