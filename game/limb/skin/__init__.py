"""The skin of the lifelike limb, computed once from its shape and kept as textures."""
