"""From what the game knows to the rows of the recording."""

from game.frame import Frame, ShownLimb
from sensors.emg.control import TimedDecision
from sensors.pose import MeasuredPose
from sensors.sample import EmgSample, HandSample, ImuSample, PointerSample, PoseSample, Sample
from sessions.recording.device_rows import DecisionRow, EmgSampleRow, ImuSampleRow
from sessions.recording.frame_row import FrameRow, LimbRow, ThingRow
from sessions.recording.rows import (
    AnyRow,
    HandRow,
    HandSampleRow,
    PointerSampleRow,
    PoseRow,
    PoseSampleRow,
)


def frame_row(frame: Frame, number: int, latched_s: float, flip_s: float) -> FrameRow:
    """Return a frame as it was shown."""
    return FrameRow(
        frame=number,
        scene=frame.scene,
        flip_s=flip_s,
        latched_s=latched_s,
        sample_taken_s=frame.sample_taken_at_s,
        horizon_s=frame.predicted_by_s,
        covered=frame.covered,
        delayed_s=frame.delayed_by_s,
        limbs=tuple(_limb_row(limb) for limb in frame.limbs),
        things=tuple(
            ThingRow(thing.kind, thing.foot_m, thing.turn_rad, thing.rise, thing.glow)
            for thing in frame.things
        ),
    )


def _limb_row(limb: ShownLimb) -> LimbRow:
    form = limb.form
    return LimbRow(
        limb.side,
        limb.opacity,
        limb.angles_rad,
        form.telescoping,
        form.size,
        limb.residual_opacity,
    )


def pose_row(pose: MeasuredPose) -> PoseRow:
    """Return a pose as it was measured."""
    return PoseRow(pose.taken_at_s, pose.confidence, pose.angles_rad)


def decision_row(made: TimedDecision) -> DecisionRow:
    """Return what one window of muscle signal was taken for."""
    return DecisionRow(
        window_end_s=made.window_end_s,
        decided_s=made.decided_at_s,
        movement=made.decision.movement,
        confidence=made.decision.confidence,
        rejected=made.decision.rejected,
        speed=made.speed,
        activity=made.activity,
    )


def sample_row(sample: Sample) -> AnyRow:
    """Return a sample as the device gave it."""
    match sample:
        case HandSample():
            return HandSampleRow(
                taken_s=sample.taken_at_s,
                arrived_s=sample.arrived_at_s,
                image_size_px=sample.image_size_px,
                brightness=sample.brightness,
                hands=tuple(
                    HandRow(h.presence, h.right_probability, h.landmarks_px, h.world_m)
                    for h in sample.hands
                ),
            )
        case PointerSample():
            return PointerSampleRow(
                taken_s=sample.taken_at_s,
                arrived_s=sample.arrived_at_s,
                opening=sample.opening,
                wrist=sample.wrist,
                elbow=sample.elbow,
            )
        case PoseSample():
            return PoseSampleRow(
                taken_s=sample.taken_at_s,
                arrived_s=sample.arrived_at_s,
                confidence=sample.confidence,
                angles_rad=sample.angles_rad,
            )
        case EmgSample():
            return EmgSampleRow(
                taken_s=sample.taken_at_s,
                arrived_s=sample.arrived_at_s,
                device_s=sample.device_time_s,
                fs_hz=sample.fs_hz,
                lost_before=sample.lost_before,
                microvolts=sample.microvolts,
            )
        case ImuSample():
            return ImuSampleRow(
                taken_s=sample.taken_at_s,
                arrived_s=sample.arrived_at_s,
                device_s=sample.device_time_s,
                orientation_wxyz=sample.orientation_wxyz,
                gyro_rad_s=sample.gyro_rad_s,
                accel_m_s2=sample.accel_m_s2,
                segment=sample.segment,
                held=sample.held,
            )
