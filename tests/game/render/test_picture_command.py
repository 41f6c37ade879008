"""`mirrorlimb picture`: opens a window of its own, so no other test of this file may hold one."""

from pathlib import Path

import pytest

from game.cli import main


def test_the_command_writes_the_same_file_twice(tmp_path: Path) -> None:
    words = ["--side", "right", "--view", "palmar", "--angle", "120", "--posture", "fist"]
    words += ["--tone", "0.7", "--sleeve", "long", "--background", "none", "--size", "128"]
    for name in ("one.png", "two.png"):
        assert main(["picture", str(tmp_path / name), *words]) == 0
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--posture", "claw"], "there are open, flat, relaxed"),
        (["--size", "9"], "choose 64 to 2048 pixels"),
        (["--background", "sky"], "white, grey, black"),
        (["--angle", "nan"], "give degrees"),
        (["--tone", "pink"], "a share of melanin"),
    ],
)
def test_a_wrong_wish_is_told_with_what_there_is(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", str(tmp_path / "hand.png"), *words]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.strip().splitlines()) == 1


def test_a_picture_that_is_no_png_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", str(tmp_path / "hand.jpg")]) == 2
    assert "end the name with .png" in capsys.readouterr().err
