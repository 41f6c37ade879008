"""A course with two blinded arms and its sealed key: n-of-1 pairs after a drawn baseline."""

from dataclasses import replace

from sessions.course.course import LoadedCourse
from sessions.course.key import CourseKey
from tests.sessions.courses import course

BLINDED = """
schema_version = 1
name = "compare"
title = "Two ways to move"
[every_session]
affected_side = "right"
[design]
labels = ["heron", "kestrel"]
[design.arms]
shown = ["shown"]
hidden = ["hidden"]
[[phases]]
name = "before"
weeks_drawn = [1, 2, 3]
sessions = ["shown"]
per_week = 2
[[phases]]
name = "compare"
weeks = 1
periods = 6
per_week = 2
[sessions.shown]
title = "The hand is shown"
[[sessions.shown.blocks]]
exercise = "mirror"
movements = ["pinch"]
duration_s = 60
[[sessions.shown.blocks]]
exercise = "rest"
[[sessions.shown.blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 90
[sessions.hidden]
title = "The hand is hidden"
[[sessions.hidden.blocks]]
exercise = "follow"
movements = ["pinch"]
"""
KEY = CourseKey(course="compare", seed="ab" * 16, arms={"heron": "hidden", "kestrel": "shown"})


def blinded(key: CourseKey = KEY) -> LoadedCourse:
    return replace(course(BLINDED), key=key)
