"""What earlier sessions came to, read back from their folders."""

from datetime import timedelta
from pathlib import Path

from sessions.asking.rating import Rating
from sessions.course.history import earlier_blocks
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    OutcomeMeasured,
    RatingGiven,
    SessionStarted,
)
from sessions.events.log import EventLog


def write_session(root: Path, name: str, started: SessionStarted, share: float) -> None:
    folder = root / f"sub-{started.patient_code}" / name
    folder.mkdir(parents=True)
    with EventLog.create(folder / "events.jsonl") as log:
        log.append(started)
        log.append(BlockStarted(at_s=started.at_s + 1, block_index=0, exercise="laterality"))
        for trial, measure, value, condition in (
            (3, "response_time_s", 1.1, "left dorsal 0"),
            (None, "accuracy_share", share, "hands"),
            (None, "response_time_s", None, "hands"),
        ):
            log.append(
                OutcomeMeasured(
                    at_s=started.at_s + 2,
                    block_index=0,
                    trial_index=trial,
                    exercise="laterality",
                    measure=measure,
                    value=value,
                    condition=condition,
                )
            )
        for value in (4, 6, "skipped"):
            log.append(
                RatingGiven(
                    at_s=started.at_s + 3,
                    rating=Rating(
                        quantity="imagery_ease",
                        moment="after_trial",
                        value=value,
                        answered_at=started.anchor.wall,
                        block_index=0,
                    ),
                )
            )
        log.append(
            BlockEnded(
                at_s=started.anchor.monotonic_s + 60,
                block_index=0,
                exercise="laterality",
                outcome="completed",
                active_s=50.0,
            )
        )


def later(started: SessionStarted, days: int) -> SessionStarted:
    wall = started.anchor.wall + timedelta(days=days)
    anchor = started.anchor.model_copy(update={"wall": wall})
    return started.model_copy(update={"anchor": anchor})


def test_blocks_come_oldest_first_with_what_was_measured_in_them(
    tmp_path: Path, started: SessionStarted
) -> None:
    write_session(tmp_path, "ses-b", later(started, 1), 0.8)
    write_session(tmp_path, "ses-c", started, 0.6)
    first, second = earlier_blocks(tmp_path, started.patient_code)
    assert (first.value("accuracy_share"), second.value("accuracy_share")) == (0.6, 0.8)
    assert first.ended_at == started.anchor.wall + timedelta(seconds=60)
    assert first.value("response_time_s") is None
    assert first.value("accuracy_share", "feet") is None
    assert first.rated == {"imagery_ease": 6}
    assert first.condition_of("accuracy_share") == "hands"
    assert len(first.measured) == 2, "single trials are left out"


def test_other_patients_and_logs_that_cannot_be_read_are_left_out(
    tmp_path: Path, started: SessionStarted
) -> None:
    write_session(tmp_path, "ses-a", started, 0.6)
    (tmp_path / f"sub-{started.patient_code}" / "ses-b").mkdir()
    assert len(earlier_blocks(tmp_path, started.patient_code)) == 1
    assert earlier_blocks(tmp_path, "SOMEONE") == ()
