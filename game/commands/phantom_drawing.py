"""The picture of phantom motor control from the command line: `mirrorlimb analyse --picture`."""

import json
from pathlib import Path

from sessions.analysis.averaged_cycle import EXERCISE, averaged_cycles
from sessions.analysis.course_outcomes import CourseOutcomes
from sessions.analysis.no_picture import why_no_picture
from sessions.analysis.phantom_picture import PhantomPicture, Spec
from sessions.errors import ExportError

_ENDINGS = (".svg", ".png")
_CONFIG = {
    "font": "sans-serif",
    "background": "#ffffff",
    "padding": 16,
    "view": {"stroke": "#d5dcdf"},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "gridColor": "#e6eaec"},
    "legend": {"labelFontSize": 12, "orient": "bottom", "labelLimit": 400},
}
_SCALE = 2.0


def draw_phantom(courses: list[CourseOutcomes], file: Path) -> tuple[str, ...]:
    """Draw one patient's newest session that has the muscles, over the first of those given.

    Returns:
        Why movements of the newest assessment have no picture, where that is so.

    Raises:
        ExportError: there is nothing to draw, more than one patient, or no way to draw it.
    """
    if file.suffix.lower() not in _ENDINGS:
        raise ExportError(f"{file.name}: a picture is SVG or PNG; end the name with .svg or .png")
    if len(courses) != 1:
        raise ExportError("--picture compares one patient's sessions: give only theirs")
    pictures = _pictures(courses[0])
    missing = _missing(courses[0])
    if not pictures:
        raise ExportError(
            " ".join(missing)
            or "no muscles over a phantom movement in these sessions: the block phantom_motor "
            "writes them where a muscle sensor is worn and at least three movements were made"
        )
    try:
        import vl_convert
    except ImportError as error:
        raise ExportError(
            "drawing needs vl-convert: pip install 'mirrorlimb[portal]', or read the bars"
        ) from error
    svg = str(vl_convert.vegalite_to_svg(json.dumps(_page(pictures), sort_keys=True)))
    try:
        if file.suffix.lower() == ".svg":
            file.write_text(svg, encoding="utf-8")
        else:
            file.write_bytes(vl_convert.svg_to_png(svg, scale=_SCALE))
    except OSError as error:
        raise ExportError(
            f"{file.name} cannot be written: see that its folder exists and is yours"
        ) from error
    return missing


def _missing(course: CourseOutcomes) -> tuple[str, ...]:
    """Return why the newest session with the assessment lacks pictures."""
    sessions = sorted(course.sessions, key=lambda session: session.began_at, reverse=True)
    assessed = (s for s in sessions if any(m.exercise == EXERCISE for m in s.measures))
    newest = next(assessed, None)
    return () if newest is None else why_no_picture(newest.measures)


def _pictures(course: CourseOutcomes) -> list[PhantomPicture]:
    """Return each movement's newest cycle over its first."""
    sessions = sorted(course.sessions, key=lambda session: session.began_at)
    by_session = [averaged_cycles(s.measures, s.began_at.date()) for s in sessions]
    with_muscles = [cycles for cycles in by_session if cycles]
    pictures = []
    for now in with_muscles[-1] if with_muscles else ():
        earlier = [c for cycles in with_muscles[:-1] for c in cycles if c.movement == now.movement]
        pictures.append(PhantomPicture(now, earlier[0] if earlier else None))
    return pictures


def _page(pictures: list[PhantomPicture]) -> Spec:
    return {
        "config": _CONFIG,
        "spacing": 40,
        "vconcat": [
            {
                **picture.spec(),
                "title": {
                    "text": picture.title,
                    "subtitle": list(picture.sentences),
                    "anchor": "start",
                    "fontSize": 16,
                    "subtitleFontSize": 12,
                    "subtitlePadding": 6,
                    "offset": 12,
                },
            }
            for picture in pictures
        ],
    }
