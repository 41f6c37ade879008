"""What is on the screen, one scene at a time, as plain arithmetic and data.

A scene takes commands and the arm, and gives frames. What comes after what is told by a *play*: a
generator that yields scenes and reads their results, so that a session reads from top to bottom
(`game.play.session`). The director runs plays and lets an interlude (the cover, a pain check) lie
over whatever is going on.
"""
