"""`mirrorlimb icon`: something to click on the desktop that starts `mirrorlimb relief`."""

import argparse
import shlex
import shutil
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import platformdirs

from game.home.settings import HomeSettings, default_home
from game.home.settings_file import load_home
from game.language import tr, use
from sessions.errors import FolderError


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = "On some Linux desktops: click it with the right button and allow launching."
    parser.add_argument(
        "--folder", metavar="DIR", type=Path, help="where to put it; the desktop where left out"
    )
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, help="settings of this home that it starts with"
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Write the icon.

    Raises:
        FolderError: it can't be written there.
    """
    home = load_home(arguments.settings) if arguments.settings else default_home()
    folder = arguments.folder or Path(platformdirs.user_desktop_dir())
    try:
        path = write_icon(folder, arguments.settings, home, sys.platform)
    except OSError as error:
        raise FolderError(
            f"the icon can't be put into {folder} ({error.strerror}): name another folder with "
            "--folder"
        ) from error
    print(f"The icon is {path}")
    return 0


def write_icon(folder: Path, settings: Path | None, home: HomeSettings, platform: str) -> Path:
    """Write the icon for a platform, as `sys.platform` names it; return the file."""
    if home.patient is not None:
        use(home.patient.language)
    words = [sys.executable, "-m", "game", "relief"]
    if settings is not None:
        words += ["--settings", str(settings.resolve())]
    folder.mkdir(parents=True, exist_ok=True)
    name = tr("I hurt now")
    if platform == "win32":
        path = folder / f"{name}.cmd"
        quoted = " ".join(f'"{word}"' for word in words)
        path.write_text(f'@echo off\r\nstart /min "" {quoted}\r\n', encoding="utf-8")
    elif platform == "darwin":
        path = folder / f"{name}.command"
        path.write_text(f"#!/bin/sh\nexec {shlex.join(words)}\n", encoding="utf-8")
    else:
        path = folder / "mirrorlimb-relief.desktop"
        path.write_text(_desktop_entry(name, words, _picture()), encoding="utf-8")
    path.chmod(0o755)
    return path


def _desktop_entry(name: str, words: list[str], picture: Path) -> str:
    """Return a desktop entry (freedesktop.org, Desktop Entry Specification 1.5)."""
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.5\n"
        f"Name={name}\n"
        f"Exec={' '.join(_quoted(word) for word in words)}\n"
        f"Icon={picture}\n"
        "Terminal=false\nCategories=MedicalSoftware;Education;\n"
    )


def _quoted(word: str) -> str:
    """Quote one argument of an Exec line as the specification asks."""
    escaped = word.replace("\\", "\\\\\\\\").replace('"', '\\\\"').replace("`", "\\\\`")
    return '"' + escaped.replace("$", "\\\\$").replace("%", "%%") + '"'


def _picture() -> Path:
    """Put the picture where it stays when the program is updated; return it."""
    kept = Path(platformdirs.user_data_dir("mirrorlimb", appauthor=False)) / "icon.svg"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with as_file(files("assets") / "icon.svg") as picture:
        shutil.copyfile(picture, kept)
    return kept
