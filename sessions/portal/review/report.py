"""A patient's review on paper: a PDF of a few pages, made from what the page shows."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import vl_convert
from fpdf import FPDF

from sessions.portal.models import Patient
from sessions.portal.review.charts import Chart
from sessions.portal.review.patient_review import PatientReview

_WIDTH_MM = 180.0
_LAST_SESSIONS = 20
_FONTS = (
    ("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("/Library/Fonts/Arial Unicode.ttf", "Arial Unicode.ttf"),
    ("C:/Windows/Fonts/segoeui.ttf", "segoeuib.ttf"),
)
"""A regular face and, in the same folder, its bold one; the first that is there."""


class _Paper(FPDF):
    """A4 with a foot, in a font that knows the letters of names."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_margin(15)
        self.set_auto_page_break(auto=True, margin=18)
        self.set_creator("mirrorlimb")
        self.set_lang("en")
        self.wide = False
        """Whether the font has more than Western European letters."""
        for regular, bold in _FONTS:
            path = Path(regular)
            if path.is_file() and path.with_name(bold).is_file():
                self.add_font("paper", "", path)
                self.add_font("paper", "B", path.with_name(bold))
                self.set_font("paper", size=10)
                self.wide = True
                break
        else:
            self.set_font("helvetica", size=10)

    def footer(self) -> None:
        """Say on every page what this is and is not."""
        self.set_y(-15)
        self.set_font(size=8)
        self.set_text_color(90)
        text = f"Research tool, not a medical device. Page {self.page_no()} of {{nb}}"
        self.cell(0, 8, text, align="C")
        self.set_text_color(0)

    def line_of(self, text: str, *, size: float = 10, bold: bool = False) -> None:
        """Write a paragraph."""
        if not self.wide:
            text = text.encode("latin-1", "replace").decode("latin-1")
        self.set_font(style="B" if bold else "", size=size)
        self.multi_cell(0, size * 0.55, text, new_x="LMARGIN", new_y="NEXT")

    def list_of(self, title: str, sentences: Sequence[str]) -> None:
        """Write a heading and sentences; nothing where there are none."""
        if sentences:
            self.ln(3)
            self.line_of(title, size=13, bold=True)
            for sentence in sentences:
                self.line_of(f"- {sentence}")

    def chart(self, chart: Chart) -> None:
        """Put a chart down with what it says."""
        picture = vl_convert.svg_to_png(chart.svg, scale=2.0)
        self.ln(3)
        # A heading alone at the foot of a page would be left behind by its picture.
        if self.will_page_break(75):
            self.add_page()
        self.line_of(chart.title, size=13, bold=True)
        self.image(BytesIO(picture), w=_WIDTH_MM, alt_text=chart.says)
        self.line_of(chart.says, size=9)


def report(patient: Patient, review: PatientReview, reasons: Sequence[str], now: datetime) -> bytes:
    """Return the PDF.

    Args:
        patient: Without a name where whoever asks may not see it.
        review: As on the page.
        reasons: Sentences: why to look at the patient now.
        now: When it is made.
    """
    paper = _Paper()
    paper.set_title(f"Report on {patient.code}")
    paper.add_page()
    name = f" {patient.display_name}" if patient.display_name else ""
    paper.line_of(f"{patient.code}{name}", size=18, bold=True)
    paper.line_of(f"Made on {now:%d %b %Y}. Sessions received: {patient.sessions_count}.")
    paper.list_of("Look at", reasons)
    for chart in (review.pain, review.dose, *review.measures):
        if chart is not None:
            paper.chart(chart)
    felt = [f"{m.title.capitalize()}: {'; '.join(m.words) or 'nowhere'}" for m in review.maps]
    paper.list_of("Where it is felt", felt)
    paper.list_of("Adverse events", [f"{day}: {what}" for day, what in review.events])
    _sessions(paper, patient)
    return bytes(paper.output())


def _sessions(paper: _Paper, patient: Patient) -> None:
    newest = list(patient.sessions.order_by("-started_at")[:_LAST_SESSIONS])
    if not newest:
        return
    paper.ln(3)
    paper.line_of(f"The last {len(newest)} sessions", size=13, bold=True)
    paper.set_font(size=9)
    with paper.table(first_row_as_headings=True, text_align="LEFT") as table:
        table.row(("Session", "Ended", "Minutes done", "Pain before", "Pain after"))
        for session in newest:
            at = f"{session.own_time:%d %b %Y, %H:%M}" if session.own_time else "time unknown"
            minutes = f"{session.minutes_done:.0f} of {session.minutes_ordered:.0f}"
            ended = session.ended_text
            table.row((at, ended, minutes, session.said_before, session.said_after))
