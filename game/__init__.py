"""Pose in, frames out: the limb, the exercises, what is drawn, and the program around them."""
