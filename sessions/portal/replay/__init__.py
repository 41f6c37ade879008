"""A session's limb, drawn again in the browser from its log: our own mesh, shader and movement."""
