"""The muscles of the residual limb: set up, calibrated, read, and turned into movement."""
