"""What the simulated patient knows how to do: one small skill for each kind of screen.

To teach it another: a file here with a `Skill`, and a line in `game.simulated.skills`. A skill is
handed frames, never scenes or plans: it knows what a person would see and nothing else.
"""
