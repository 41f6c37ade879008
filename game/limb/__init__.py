"""The shown limb: its mesh, its skeleton, and how joint angles move it."""
