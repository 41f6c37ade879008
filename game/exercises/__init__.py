"""Kinds of task, one small module each: what the limb does, what is asked, what is counted.

An exercise is prescribed by a model in `sessions.blocks` and played here by a function of the same
name; `game.exercises.registry` joins the two. Trials come by turns and are kept by
`game.exercises.turns`; the scene of one is a `game.exercises.trial_scene.TrialScene`.
"""
