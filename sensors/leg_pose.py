"""What a leg is doing: its joint angles, in the anatomist's sense.

Zero is the anatomical zero: standing, leg straight, the foot square to the shank, toes straight.
Positive is what the name says:

- ``hip_flexion`` raises the thigh forward, ``hip_abduction`` sideways, ``hip_rotation`` turns it
  inwards, by which the bent shank's foot goes outwards;
- ``knee_flexion`` takes the heel back;
- ``ankle_dorsiflexion`` raises the foot (negative: points it), ``foot_inversion`` turns the sole
  inwards (negative: outwards, eversion), about the oblique axis of the joint below the ankle;
- ``*_mtp_flexion``, ``*_pip_flexion``, ``*_dip_flexion`` and ``great_toe_ip_flexion`` curl a toe
  towards the sole (negative: lift it);
- ``*_abduction`` spreads a toe away from the second; the second toe's own is positive towards the
  great toe.
"""

from sensors.pose import LimbAngles

LESSER_TOES = ("second_toe", "third_toe", "fourth_toe", "little_toe")

# Degrees. Hip to great toe: AAOS normal ranges (Greene & Heckman, The Clinical Measurement of Joint
# Motion, 1994: hip 120 flexion, 45 of each rotation; knee 135; ankle 20 up, 50 down; inversion 35,
# eversion 15; great toe's base 70 up, 45 down, its end 90; lesser toes' base 40 either way, middle
# joint 35, end 60 down and 30 up; recalled, docs/sources.md). Spreading of toes is in no table that
# we know: our choice. They bound the limb that is shown, not the patient.
_TOE_LIMITS_DEG = {
    "mtp_flexion": (-40.0, 40.0),
    "mtp_abduction": (-10.0, 18.0),
    "pip_flexion": (0.0, 50.0),
    "dip_flexion": (-30.0, 60.0),
}
_LIMITS_DEG: dict[str, tuple[float, float]] = {
    "hip_flexion": (-20.0, 120.0),
    "hip_abduction": (-25.0, 45.0),
    "hip_rotation": (-45.0, 45.0),
    "knee_flexion": (0.0, 135.0),
    "ankle_dorsiflexion": (-50.0, 20.0),
    "foot_inversion": (-15.0, 35.0),
    "great_toe_mtp_flexion": (-70.0, 45.0),
    "great_toe_mtp_abduction": (-15.0, 18.0),
    "great_toe_ip_flexion": (0.0, 90.0),
    **{
        f"{toe}_{angle}": limits for toe in LESSER_TOES for angle, limits in _TOE_LIMITS_DEG.items()
    },
}
# Someone sitting on a chair, the foot flat on the floor a little before the knee.
_RESTING_DEG = {
    "hip_flexion": 77.0,
    "hip_abduction": 2.0,
    "knee_flexion": 46.0,
    "ankle_dorsiflexion": -31.0,
    **{f"{toe}_pip_flexion": 5.0 for toe in LESSER_TOES},
}

LEG = LimbAngles("leg", _LIMITS_DEG, _RESTING_DEG)
