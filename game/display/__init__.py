"""Where frames are shown: the window, its stand-in without a screen, and pictures of it."""
