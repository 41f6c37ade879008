"""Kinds of task, one small module each: what the limb does, what is asked, what is counted.

An exercise is prescribed by a model in `sessions.blocks` and played here by a function of the same
name; `game.exercises.registry` joins the two. Each lies in the folder of its kind: `mirroring` the
intact limb, `following` a script, `by_muscles`, `reaching` for things, `judging` pictures,
`imagining`. What they share lies beside the folders: trials come by turns and are kept by
`game.exercises.turns`; the scene of one is a `game.exercises.trial_scene.TrialScene`.
"""
