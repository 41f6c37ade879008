"""The limb of a received session, drawn again in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from game.app import Theatre, play_session
from game.display.blank import BlankDisplay
from game.home.settings import HomeSettings, default_home
from game.limb.kinematics import Kinematics
from game.limb.limb import load_limb
from game.limb.postures import load_postures
from game.recorder.machine import describe_machine
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from game.timing.pacing import Pacer
from sensors.registry import create_sensor
from sensors.settings import SimulatedSettings
from sessions.events.entry import PhantomShown, SessionStarted
from sessions.events.log import read_log
from sessions.patient import Patient as Person
from sessions.plan.phantom import FeltPhantom
from sessions.plan.plan import parse_plan
from sessions.portal.models import Patient, ReceivedSession
from sessions.portal.replay.array_pack import unpack
from sessions.portal.replay.frames_pack import RATE_HZ, STEPS_PER_RAD, frames_pack
from sessions.portal.replay.limb_pack import felt_in, limb_pack
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader
from tests.game.seeded_ids import SeededIds
from tests.sessions.portal.browser import chromium, page_of
from tests.sessions.portal.received import received

PLAN = """
schema_version = 1
name = "short"
affected_side = "left"
sensor = "simulated"
[title]
en = "Short"
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 15
repetitions = 4
[[blocks]]
exercise = "rest"
duration_s = 5
"""
HZ = 30.0
HALF = FeltPhantom(telescoping=0.5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole session that the simulated patient played."""
    clock = VirtualClock()
    sensor = create_sensor(SimulatedSettings(), clock)
    sensor.open()
    theatre = Theatre(
        clock=clock,
        display=BlankDisplay(clock, "right"),
        pacer=Pacer(clock, HZ),
        machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=HZ),
        refresh_hz=HZ,
        sensor=sensor,
        onlooker=SimulatedPatient(5, TEMPERAMENTS["cooperative"]),
        new_id=SeededIds(),
    )
    root = tmp_path_factory.mktemp("sessions")
    person = Person(code="P01", usable_hand="right")
    home = HomeSettings(person, default_home().display, root, SimulatedSettings())
    return play_session(parse_plan(PLAN, source_name="short.toml"), home, theatre).folder


@pytest.fixture
def session(folder: Path, patient: Patient) -> ReceivedSession:
    return received(folder, patient)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def first_entry(folder: Path) -> SessionStarted:
    entry = read_log(folder / "events.jsonl").entries[0]
    assert isinstance(entry, SessionStarted)
    return entry


def test_frames_are_those_of_the_recording_to_a_hundredth_of_a_degree(folder: Path) -> None:
    head, arrays = unpack(frames_pack(folder / "recording.mcap"))
    rows = RecordingReader(folder / "recording.mcap").rows("frame")
    frames = {
        round(float(row.flip_s) - float(head["starts_s"]), 3): row  # type: ignore[arg-type]
        for row in rows
        if isinstance(row, FrameRow)
    }
    compared = 0
    for at_s, steps in zip(arrays["at_s"], arrays["left"], strict=True):
        limbs = [limb for limb in frames[round(float(at_s), 3)].limbs if limb.side == "left"]
        if limbs:
            shown = np.asarray(steps) / STEPS_PER_RAD
            np.testing.assert_allclose(shown, limbs[0].angles_rad, atol=np.radians(0.01))
            compared += 1
    assert compared > 100
    assert np.diff(arrays["at_s"]).min() > 0.9 / RATE_HZ


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_browser_moves_the_limb_as_the_game_does(
    side: str,
    session: ReceivedSession,
    therapist: Client,
    browser: Browser,
    live_server: object,
    folder: Path,
) -> None:
    page = page_of(browser, therapist, str(live_server))
    page.goto(f"{live_server}{reverse('session', args=[session.pk])}")
    poses = [pose.tolist() for pose in load_postures().values()]
    found = page.evaluate(
        """async ({ address, side, poses }) => {
          const { fetchArrays } = await import("/static/portal/replay/arrays.js");
          const { Kinematics } = await import("/static/portal/replay/kinematics.js");
          const kinematics = new Kinematics(await fetchArrays(address), false);
          return poses.map((pose) => Array.from(kinematics.skinMatrices(pose, side)));
        }""",
        {"address": reverse("replay_limb", args=[session.pk]), "side": side, "poses": poses},
    )
    page.close()
    limb = load_limb()
    kinematics = Kinematics(limb.skeleton)
    for pose, moved in zip(poses, found, strict=True):
        wanted = kinematics.skin_matrices(np.array(pose), side)  # type: ignore[arg-type]
        np.testing.assert_allclose(np.reshape(moved, wanted.shape), wanted, atol=1e-5)


def test_a_therapist_sees_the_limb_scrubs_and_sees_what_was_measured_beside_it(
    session: ReceivedSession,
    therapist: Client,
    browser: Browser,
    live_server: object,
    tmp_path: Path,
) -> None:
    page = page_of(browser, therapist, str(live_server))
    page.goto(f"{live_server}{reverse('session', args=[session.pk])}")
    page.wait_for_selector("[data-replay][data-ready=yes]", timeout=60_000)
    first = page.locator("canvas").screenshot()
    page.locator("[data-part=place]").fill("12")
    page.get_by_label("beside it").check()
    beside = page.locator("canvas").screenshot(path=tmp_path / "beside.png")
    assert first != beside
    skin = skin_share(page)
    assert 0.01 < skin < 0.6
    page.get_by_role("button", name="Play").click()
    expect(page.locator("[data-part=time]")).not_to_have_text("0:12.0", timeout=30_000)
    page.get_by_role("button", name="Pause").click()
    assert page.complaints == []
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    page.close()


def skin_share(page: object) -> float:
    """The share of the picture that is skin and no ground."""
    return float(
        page.evaluate(  # type: ignore[attr-defined]
            """() => {
              const canvas = document.querySelector("canvas"), gl = canvas.getContext("webgl2");
              const pixels = new Uint8Array(4 * canvas.width * canvas.height);
              gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
              let skin = 0;
              for (let i = 0; i < pixels.length; i += 4) {
                const ground = Math.abs(pixels[i] - 158) + Math.abs(pixels[i + 1] - 145);
                skin += ground > 12;
              }
              return skin / (pixels.length / 4);
            }"""
        )
    )


def test_the_limb_is_drawn_in_the_form_in_which_it_was_shown(folder: Path) -> None:
    started = first_entry(folder)
    _, usual = unpack(limb_pack(started, None))
    said = [started, PhantomShown(at_s=1.0, phantom=HALF, told=HALF)]
    _, drawn = unpack(limb_pack(started, felt_in(said)))
    np.testing.assert_array_equal(usual["felt_steps"], usual["steps"])
    shorter = np.linalg.norm(drawn["felt_steps"], axis=1) < np.linalg.norm(drawn["steps"], axis=1)
    assert shorter.sum() >= 2


def test_a_session_without_its_recording_says_that_it_will_come(
    session: ReceivedSession, therapist: Client
) -> None:
    session.recordings.update(complete_at=None)
    page = therapist.get(reverse("session", args=[session.pk])).content.decode()
    assert "has not arrived yet" in page
    assert therapist.get(reverse("replay_frames", args=[session.pk])).status_code == 404


def test_the_time_line_says_in_a_table_what_it_shows_in_a_picture(
    session: ReceivedSession, therapist: Client
) -> None:
    page = therapist.get(reverse("session", args=[session.pk])).content.decode()
    for words in ("mirror", "hand open close", "intensity", "session ended"):
        assert words in page
