"""The portal's own commands: `mirrorlimb portal COMMAND`."""
