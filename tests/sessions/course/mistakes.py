"""Mistakes in a course file: what is written for what, and a pattern of what is said of it."""

MISTAKES = {
    ("trials = 5", "trails = 5"): r"sessions.look.blocks\[0\].trails: is not a key of this table; "
    "did you mean trials",
    ("trials = 5", "trials = 50"): r"sessions.look.blocks\[0\].trials: is too large; allowed: a",
    ('sensor = "pointer"', "sensor = 3"): "every_session.sensor: is not text",
    ('sensor = "pointer"', 'sensr = "x"'): "every_session.sensr: is not a key .* did you mean sen",
    ('affected_side = "left"', ""): "sessions.look.affected_side: is missing",
    ('sessions = ["move"]', 'sessions = ["mvoe"]'): r"phases\[1\].sessions: names no session .* "
    "allowed: look, move",
    ('name = "second"', 'name = "first"'): "two of them have the same name",
    ("per_week = 3", "per_week = 9"): r"phases\[0\].per_week: is too large; allowed: up to 4",
    ("\nper_day = 2", "\nper_day = 3"): r"phases\[1\].per_day: is too large; allowed: up to 2",
    ("per_week = 3", "per_week = 4\ndays_between = 3"): "does not fit into a week .* up to 2",
    ("trials = 5", "trials = 20"): "sessions.look: takes .* allowed: up to 20",
    (
        "minutes_per_day = 20\nsessions_per_week = 4\nminutes_per_week = 40",
        "minutes_per_day = 10\nsessions_per_week = 4\nminutes_per_week = 16",
    ): r"phases\[0\]: a week takes 17 min; allowed: up to 16",
    ('weeks = 1\nsessions = ["look"', 'weeks = 2\nlongest_weeks = 1\nsessions = ["look"'): (
        "longest_weeks is below weeks"
    ),
    ("per_week = 3", 'per_week = 3\ngo_on_when = [{rule = "pian"}]'): (
        r"phases\[0\].go_on_when\[0\].rule: is not known; allowed: .*\"pain_not_rising\""
    ),
    ("per_week = 3", "per_week = 3\ngo_on_when = [{at_least = 2}]"): (
        r"phases\[0\].go_on_when\[0\].rule: is missing"
    ),
    ("per_week = 3", 'per_week = 3\narm = "drawn"'): "names none of its own",
    ('sessions = ["move"]', 'arm = "drawn"'): r"there is no \[design\] table",
    ("\nversion = 1", '\nversion = 1\nreleased = ["third"]'): "released: names no phase; allowed:",
}
