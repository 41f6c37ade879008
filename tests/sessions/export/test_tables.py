"""Tables that join, and in which 0, skipped and not asked stay three things."""

import csv
import json
from pathlib import Path

import duckdb
import pytest

from sessions.export.tables import tables, write_csv, write_parquet

from .conftest import MakeSession


def test_zero_skipped_and_not_asked_are_three_things_in_every_format(
    make_session: MakeSession, tmp_path: Path
) -> None:
    found = tables([make_session()])
    write_csv(found, tmp_path)
    write_parquet(found, tmp_path)
    with (tmp_path / "ratings.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["item"], r["moment"], r["answer"], r["value"]) for r in csv.DictReader(file)]
    assert ("intensity", "session_end", "answered", "0") in rows
    assert ("unpleasantness", "session_start", "skipped", "") in rows
    assert ("intensity", "rest", "not_asked", "") in rows
    query = f"select item, moment, answer, value from '{tmp_path / 'ratings.parquet'}'"
    read = duckdb.sql(query).fetchall()
    assert ("intensity", "session_end", "answered", 0) in read
    assert ("unpleasantness", "session_start", "skipped", None) in read


def test_choices_and_painted_areas_can_be_split_again(make_session: MakeSession) -> None:
    details = {row["item"]: row["detail"] for row in tables([make_session()])["ratings"]}
    assert details["quality"] == "burning;cramping"
    assert details["phantom_pain_map"] == "front_left_hand=0.5"


def test_tables_join_by_patient_and_session(make_session: MakeSession, tmp_path: Path) -> None:
    sessions = [make_session(number=1), make_session(number=2, code="P02")]
    write_parquet(tables(sessions), tmp_path)
    joined = duckdb.sql(
        f"""select s.patient_code, count(*) from '{tmp_path / "sessions.parquet"}' s
        join '{tmp_path / "outcomes.parquet"}' o using (patient_code, session_id)
        group by 1 order by 1"""
    ).fetchall()
    assert joined == [("P01", 2), ("P02", 2)]


def test_a_measure_without_a_value_is_empty_and_times_bear_their_offset(
    make_session: MakeSession,
) -> None:
    outcomes = tables([make_session()])["outcomes"]
    assert [row["value"] for row in outcomes] == [-1.5, None]
    assert json.dumps(outcomes[0]["at"]).endswith('+01:00"')


@pytest.mark.parametrize("name", ["sessions", "ratings", "trials", "outcomes", "events"])
def test_every_table_has_as_many_columns_in_every_row(make_session: MakeSession, name: str) -> None:
    rows = tables([make_session(), make_session(number=2)])[name]
    assert len({tuple(row) for row in rows}) == 1
