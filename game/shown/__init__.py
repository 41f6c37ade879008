"""From the measured limb to the shown one: follow, predict, hold, fade, lag; never jump."""
