"""The portal's forms, one noun a file."""
