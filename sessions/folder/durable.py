"""Bring files and folders to the disk itself, so that pulling the plug loses nothing."""

import os
from io import FileIO
from pathlib import Path


def write_whole(file: FileIO, data: bytes) -> None:
    """Write all of `data`; an unbuffered file may take it in parts.

    Raises:
        OSError: the disk is full or gone; some of `data` may have been written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's list of files.

    Raises:
        OSError: the folder is gone.
    """
    if os.name == "nt":
        return  # Windows can't open folders for this; NTFS journals the change by itself.
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place in one step: afterwards it is whole, or as it was before.

    Raises:
        OSError: the disk is full, gone or read-only.
    """
    beside = path.with_name(path.name + ".part")
    with FileIO(beside, "wb") as file:
        write_whole(file, content)
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)
