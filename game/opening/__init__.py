"""Opens what a session needs, and lets it go again, whatever happens in between."""
