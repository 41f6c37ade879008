"""Things on the table beside the limb: a ball, a cup, fruit, a bowl; as data and plain arithmetic.

A thing is seen as a value in a frame (`ShownThing`), like a limb; its surface is made here from an
outline turned about an upright axis, and drawn by `game.render.thing_renderer`.
"""
