"""What can go wrong with the display, in one sentence with the next step."""

INSTALL_LINE = "apt-get install -y --no-install-recommends libegl1 libgl1"
"""The one line that brings OpenGL to a bare Debian system."""


class DisplayError(Exception):
    """No window can be had; the text is one sentence with the next step, fit to show a person."""
