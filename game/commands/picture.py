"""`mirrorlimb picture`: a picture of a hand or foot, for tasks of left-right judgement."""

import argparse
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from game.display.limb_picture import SHOWN_BY, VIEWS, LimbPicture, View
from game.display.window import Window, WindowSettings
from game.limb.appearance import ClothColour, Sleeve
from game.limb.limb import load_limb
from game.limb.postures import load_postures
from game.limb.skin import pigment

_SIDES = ("left", "right")
_FOOT_VIEWS: dict[str, View] = {"plantar": "palmar", "inner": "radial", "outer": "ulnar"}
"""What the sides of a foot are called: sole, great toe's side, little toe's side."""
_SKINS = {"light": pigment.LIGHT, "medium": pigment.MEDIUM, "dark": pigment.DARK}
_GROUNDS = {"white": "#ffffff", "grey": "#9a9a98", "black": "#000000"}
_SMALLEST_PX, _LARGEST_PX = 64, 2048


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the PNG file to write")
    parser.add_argument("--side", choices=_SIDES, default="left", help="which hand or foot (left)")
    parser.add_argument(
        "--view",
        choices=(*VIEWS, *_FOOT_VIEWS),
        default="dorsal",
        help="seen from (dorsal); a foot from above is dorsal, its sole plantar",
    )
    parser.add_argument(
        "--angle",
        type=float,
        default=0.0,
        metavar="DEGREES",
        help="turned clockwise from fingers or toes up (0)",
    )
    parser.add_argument("--posture", default="relaxed", help="a named posture (relaxed)")
    parser.add_argument(
        "--limb", choices=tuple(SHOWN_BY), default="hand", help="what is shown (hand)"
    )
    parser.add_argument(
        "--tone",
        "--skin",
        default="light",
        metavar="TONE",
        help=f"skin: {', '.join(_SKINS)}, or a share of melanin, 0.05 to 1.2 (light)",
    )
    parser.add_argument(
        "--sleeve", choices=get_args(Sleeve), default="none", help="what covers arm or leg (none)"
    )
    parser.add_argument(
        "--sleeve-colour", choices=get_args(ClothColour), default="navy", help="its colour (navy)"
    )
    parser.add_argument(
        "--background",
        default="white",
        metavar="COLOUR",
        help=f"{', '.join(_GROUNDS)}, none, or a colour such as #d8d4cc (white)",
    )
    parser.add_argument(
        "--size",
        type=int,
        default=512,
        metavar="PIXELS",
        help=f"width and height, {_SMALLEST_PX} to {_LARGEST_PX} (512)",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Draw one picture and write it."""
    wrong = _what_is_wrong(arguments)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    limb = load_limb(kind=SHOWN_BY[arguments.limb])
    if limb.notice is not None:
        print(limb.notice, file=sys.stderr)
    settings = WindowSettings((arguments.size, arguments.size), vsync=False, offscreen=True)
    window = Window.open(settings, time.perf_counter)
    try:
        # OpenGL is bound to the window when it is imported.
        from game.render.hand_picture import HandPainter
        from game.render.screenshot import save_png

        wanted = LimbPicture(
            side=arguments.side,
            view=_FOOT_VIEWS.get(arguments.view, arguments.view),
            angle_deg=arguments.angle,
            posture=arguments.posture,
            melanin=_melanin(arguments.tone),
            sleeve=arguments.sleeve,
            sleeve_colour=arguments.sleeve_colour,
            background=_colour(arguments.background),
            limb=arguments.limb,
        )
        save_png(arguments.file, HandPainter(limb).paint(wanted, arguments.size))
    except OSError:
        print(
            f"{arguments.file.name} can't be written: check that its folder exists and is yours",
            file=sys.stderr,
        )
        return 1
    finally:
        window.close()
    return 0


def _what_is_wrong(arguments: argparse.Namespace) -> str:
    postures = load_postures(SHOWN_BY[arguments.limb])
    if arguments.limb == "hand" and arguments.view in _FOOT_VIEWS:
        return f"--view: a hand is seen from {', '.join(VIEWS)}"
    if arguments.posture not in postures:
        return f"There is no such posture; there are {', '.join(postures)}"
    if not _SMALLEST_PX <= arguments.size <= _LARGEST_PX:
        return f"--size: choose {_SMALLEST_PX} to {_LARGEST_PX} pixels"
    if not abs(arguments.angle) < 1e6:
        return "--angle: give degrees, such as 120"
    if not 0.05 <= _melanin(arguments.tone) <= 1.2:
        return f"--tone: choose {', '.join(_SKINS)}, or a share of melanin, 0.05 to 1.2"
    if arguments.background not in (*_GROUNDS, "none") and not re.fullmatch(
        r"#[0-9a-fA-F]{6}", arguments.background
    ):
        return f"--background: choose {', '.join(_GROUNDS)}, none, or a colour such as #d8d4cc"
    if arguments.file.suffix.lower() != ".png":
        return f"{arguments.file.name}: pictures are PNG files; end the name with .png"
    return ""


def _melanin(tone: str) -> float:
    """Return the share of melanin that a word or a number names; 0 where it names none."""
    if tone in _SKINS:
        return _SKINS[tone]
    try:
        return float(tone)
    except ValueError:
        return 0.0


def _colour(name: str) -> tuple[int, int, int] | None:
    if name == "none":
        return None
    digits = _GROUNDS.get(name, name)[1:]
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    return red, green, blue
