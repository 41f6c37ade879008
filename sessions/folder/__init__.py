"""A session's folder: begun, sealed, made whole after a cut, and packed to travel."""
