"""From the data wheel's body mesh to a limb that can be shown."""
