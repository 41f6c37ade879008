"""The hand goes to places and holds things: reaching, harvest, the probe, tapping."""
