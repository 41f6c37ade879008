"""What a patient is told about motion sensors on the limb: which one, and what to do."""

from game.language import tr
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import LimbKind


def motion_words(arm: FollowedArm, limb: LimbKind) -> str:
    """Say which motion sensor is not heard, and what to do; empty where all is well."""
    if len(arm.silent) > 1:
        return tr("Neither motion sensor is heard. Check cables and batteries.")
    if arm.silent or arm.device_lost:
        where = "".join(arm.silent)
        return _leg_sensor(where) if limb == "leg" else _arm_sensor(where)
    if arm.tracking is Tracking.WAITING:
        return tr("The motion sensors are not set up. The limb rests.")
    if arm.tracking in (Tracking.HELD, Tracking.LOST):
        return tr("The motion sensors give no pose together. Check that both are strapped on.")
    return ""


def _arm_sensor(where: str) -> str:
    if where == "upper":
        return tr("The motion sensor on the upper arm is not heard. Check its cable and battery.")
    return tr("The motion sensor on the forearm is not heard. Check its cable and battery.")


def _leg_sensor(where: str) -> str:
    if where == "upper":
        return tr("The motion sensor on the shin is not heard. Check its cable and battery.")
    return tr("The motion sensor on the foot is not heard. Check its cable and battery.")


def returned_words(arm: FollowedArm, limb: LimbKind) -> str:
    """Say how to mend the heading of a motion sensor that came back; empty where none did.

    One that gets its power by its cable begins with a new heading, and the limb may point aside.
    """
    if not arm.returned:
        return ""
    if limb == "leg":
        return tr(
            "The sensor is back. If the limb points elsewhere, put the foot flat and press C."
        )
    return tr("The sensor is back. If the limb points elsewhere, let the arm hang and press C.")
