"""The residual limb's muscles move the limb: execution, tests, games, the assessment."""
