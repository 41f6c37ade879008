"""Files, no code: shaders, textures, movements, plans, locale."""
