"""`mirrorlimb emg evaluate`: what it prints, and what it says about files it can't use."""

import json
from pathlib import Path

import numpy as np
import pytest

from game.commands.emg import evaluate


def _write(path: Path, *, seed: int, rotation: int = 0, repetitions: int = 3) -> Path:
    rng = np.random.default_rng(seed)
    strength = np.ones((3, 8))
    strength[1, 1:3] = strength[2, 4:6] = 15.0
    label = np.repeat(np.tile(np.arange(3), repetitions), 400)
    x = np.roll(rng.standard_normal((len(label), 8)) * strength[label], rotation, axis=1)
    np.savez(path, x=x, fs_hz=200, label=label + 5, repetition=np.arange(len(label)) // 1200)
    return path


def test_it_prints_accuracy_confusion_and_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train, test = _write(tmp_path / "a.npz", seed=1), _write(tmp_path / "b.npz", seed=2)
    assert evaluate(train, test, None, 0.2, 0.05) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["accuracy"] >= 0.95
    assert printed["confusion"]["labels"] == [5, 6, 7]
    matrix = np.array(printed["confusion"]["matrix"])
    assert matrix.sum() == printed["windows"] == 9 * 37
    assert np.trace(matrix) / matrix.sum() == pytest.approx(printed["accuracy"])
    assert printed["time_per_window_ms"] > 0


def test_adapting_first_brings_a_turned_armband_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train = _write(tmp_path / "a.npz", seed=1)
    test = _write(tmp_path / "b.npz", seed=2, rotation=3)
    day = _write(tmp_path / "c.npz", seed=3, rotation=3, repetitions=1)
    evaluate(train, test, None, 0.2, 0.05)
    before = json.loads(capsys.readouterr().out)
    assert evaluate(train, test, day, 0.2, 0.05) == 0
    after = json.loads(capsys.readouterr().out)
    assert before["accuracy"] < 0.8
    assert after["accuracy"] >= 0.94
    assert after["rotation"] == 3


@pytest.mark.parametrize("written", ["columns", "no repetition", "decimals", "text"])
def test_other_programs_files_are_read_alike(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train = _write(tmp_path / "a.npz", seed=1)
    test = _write(tmp_path / "b.npz", seed=2, rotation=3)
    day = _write(tmp_path / "c.npz", seed=3, rotation=3, repetitions=1)
    with np.load(day) as file:
        arrays = dict(file)
    if written == "columns":
        arrays |= {key: arrays[key][:, None] for key in ("label", "repetition")}
    elif written == "no repetition":
        del arrays["repetition"]
    else:
        arrays["label"] = arrays["label"].astype(float if written == "decimals" else str)
    np.savez(day, **arrays)
    assert evaluate(train, test, day, 0.2, 0.05) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"] >= 0.94


def test_a_movement_that_was_never_learnt_counts_as_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train, test = _write(tmp_path / "a.npz", seed=1), _write(tmp_path / "b.npz", seed=2)
    with np.load(test) as file:
        arrays = dict(file)
    arrays["label"] = np.where(arrays["label"] == 7, 9, arrays["label"])
    np.savez(test, **arrays)
    evaluate(train, test, None, 0.2, 0.05)
    printed = json.loads(capsys.readouterr().out)
    assert printed["confusion"]["labels"] == [5, 6, 7, 9]
    assert printed["accuracy"] == pytest.approx(2 / 3, abs=0.03)


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "one label", "other channels"])
def test_a_file_that_cannot_be_used_gives_one_sentence_and_code_1(
    damage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train, test = _write(tmp_path / "a.npz", seed=1), _write(tmp_path / "b.npz", seed=2)
    if damage == "missing":
        train.unlink()
    elif damage == "empty":
        test.write_bytes(b"")
    elif damage == "text":
        test.write_text("0 1 2\n")
    elif damage == "one label":
        np.savez(train, x=np.ones((500, 8)), fs_hz=200, label=np.zeros(500))
    else:
        np.savez(test, x=np.ones((500, 3)), fs_hz=200, label=np.zeros(500))
    assert evaluate(train, test, None, 0.2, 0.05) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_windows_that_make_no_sense_are_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train = _write(tmp_path / "a.npz", seed=1)
    assert evaluate(train, train, None, -1.0, 0.05) == 2
    assert "Window" in capsys.readouterr().err
