"""What several tests of sessions start from."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest

from sessions.events.entry import ClockAnchor, Machine, SensorUsed, SessionStarted
from sessions.plan.plan import LoadedPlan, parse_plan

PLAN_TEXT = """
schema_version = 1
name = "two-blocks"
title = "Two blocks"
affected_side = "left"

[[blocks]]
exercise = "mirror"
movements = ["hand_open_close", "pinch"]
duration_s = 120
repetitions = 10

[[blocks]]
exercise = "rest"

[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 2
cycles = 3
"""


@pytest.fixture
def plan_text() -> str:
    return PLAN_TEXT


@pytest.fixture
def loaded() -> LoadedPlan:
    return parse_plan(PLAN_TEXT, source_name="two-blocks.toml")


@pytest.fixture
def started(loaded: LoadedPlan) -> SessionStarted:
    return SessionStarted(
        at_s=100.25,
        session_id=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
        software_version="0.1.0",
        anchor=ClockAnchor(
            monotonic_s=100.25,
            wall=datetime(2026, 11, 23, 9, 5, 1, 250000, timezone(timedelta(hours=1))),
        ),
        plan=loaded.plan,
        plan_sha256=loaded.sha256,
        plan_source=loaded.source_name,
        patient_code="P01",
        affected_side="left",
        language="fr",
        settings={"sensor": {"driver": "pointer", "speeds": [1, 2.5, None, True]}},
        machine=Machine(
            os="Linux",
            cpu="some cpu",
            python="3.11.2",
            gl_renderer="llvmpipe",
            display_px=(1280, 800),
            refresh_hz=60.0,
            clock_resolution_s=1e-9,
        ),
        sensor=SensorUsed(driver="pointer", device="mouse"),
    )
