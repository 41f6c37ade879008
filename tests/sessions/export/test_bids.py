"""A BIDS data set that the official validator accepts and that reads back as it was."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import edfio
import numpy as np
import pytest

from sensors.pose import JOINT_ANGLES
from sessions.errors import ExportError
from sessions.export.bids import write_bids

from .conftest import MakeSession, emg_signal

VALIDATOR = shutil.which("bids-validator-deno", path=str(Path(os.sys.executable).parent))


def issues(root: Path) -> list[tuple[str, str, str]]:
    """What the official validator says: severity, code, place."""
    if VALIDATOR is None:
        pytest.skip("the official BIDS validator is not installed: pip install bids-validator-deno")
    done = subprocess.run(
        [VALIDATOR, str(root), "--json"],
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ | {"NO_COLOR": "1"},
        check=False,
    )
    said = json.loads(done.stdout)["issues"]["issues"]
    return [(i.get("severity", ""), i.get("code", ""), i.get("location", "")) for i in said]


@pytest.fixture
def data_set(make_session: MakeSession, tmp_path: Path) -> Path:
    root = tmp_path / "bids"
    sessions = [
        make_session(number=1),
        make_session(number=2, emg=False),
        make_session(number=3, code="P02"),
    ]
    write_bids(sessions, root)
    return root


def test_the_official_validator_finds_no_error(data_set: Path) -> None:
    errors = [issue for issue in issues(data_set) if issue[0] == "error"]
    assert errors == []


def test_the_validator_would_have_found_a_missing_channel(data_set: Path) -> None:
    channels = next(data_set.rglob("*_tracksys-shown_channels.tsv"))
    lines = channels.read_text(encoding="utf-8").splitlines()
    channels.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert [issue for issue in issues(data_set) if issue[0] == "error"]


def test_joint_angles_read_back_as_they_were_shown(
    data_set: Path, make_session: MakeSession
) -> None:
    session = make_session(number=9)
    path = next(data_set.rglob("sub-P01*_tracksys-shown_motion.tsv"))
    read = np.genfromtxt(path, delimiter="\t", missing_values="n/a")
    shown = session.shown["left"]
    assert read.shape == (len(shown.at_s), 1 + len(JOINT_ANGLES))
    np.testing.assert_allclose(read[:, 0], shown.at_s - shown.at_s[0], atol=1e-6)
    np.testing.assert_allclose(read[:, 1:], shown.values, atol=1e-5)


def test_muscles_and_channels_agree_in_number(data_set: Path) -> None:
    path = next(data_set.rglob("*_emg.bdf"))
    bdf = edfio.read_bdf(path)
    channels = path.with_name(path.name.replace("_emg.bdf", "_channels.tsv"))
    named = [line.split("\t")[0] for line in channels.read_text("utf-8").splitlines()[1:]]
    assert [signal.label for signal in bdf.signals] == named
    np.testing.assert_allclose(bdf.signals[3].data[:400], emg_signal()[:400, 3], atol=0.01)


def table(path: Path) -> list[dict[str, str]]:
    header, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_each_session_bears_its_answers_with_zero_skipped_and_not_asked_apart(
    data_set: Path,
) -> None:
    rows = table(data_set / "sub-P01" / "sub-P01_sessions.tsv")
    assert len(rows) == 2
    for row in rows:
        assert (data_set / "sub-P01" / row["session_id"]).is_dir() or row is rows[1]
        assert row["intensity_at_session_start"] == "6"
        assert row["intensity_at_session_end"] == "0"
        assert row["intensity_at_rest"] == "n/a"
        assert row["unpleasantness_at_session_start"] == "skipped"
        assert row["quality_at_session_start"] == "burning;cramping"


def test_a_phenotype_table_has_one_row_a_participant_who_is_in_the_data_set(
    data_set: Path,
) -> None:
    rows = table(data_set / "phenotype" / "intensity.tsv")
    known = {row["participant_id"] for row in table(data_set / "participants.tsv")}
    assert {row["participant_id"] for row in rows} == known == {"sub-P01", "sub-P02"}
    first = rows[0]
    assert (first["asked"], first["answered"], first["first"], first["last"]) == (
        "4",
        "4",
        "6",
        "0",
    )
    skipped = table(data_set / "phenotype" / "unpleasantness.tsv")[0]
    assert (skipped["asked"], skipped["answered"], skipped["last"]) == ("2", "0", "n/a")


def test_events_lie_within_the_recording_they_stand_beside(data_set: Path) -> None:
    for path in data_set.rglob("*_events.tsv"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].split("\t")[:2] == ["onset", "duration"]
        onsets = [float(line.split("\t")[0]) for line in lines[1:]]
        assert onsets == sorted(onsets)
        assert all(0.0 <= onset < 10.0 for onset in onsets)


def test_a_folder_that_holds_something_is_not_written_into(
    make_session: MakeSession, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    with pytest.raises(ExportError, match="give a new folder"):
        write_bids([make_session()], tmp_path / "full")
