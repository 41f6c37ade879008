"""The one line that brings a missing package into the environment that is running.

A bare ``pip install`` would miss it: Debian refuses to touch the system's Python, and the
environment that the README makes has no pip of its own.
"""

import sys


def install_line(*packages: str, without_dependencies: bool = False) -> str:
    """Return the line for a person to copy.

    Args:
        packages: names, with a version where only one will do.
        without_dependencies: for packages that are wanted for their data files alone.
    """
    option = "--no-deps " if without_dependencies else ""
    return f"pip --python {sys.executable} install {option}{' '.join(packages)}"
