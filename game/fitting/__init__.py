"""The limb fitted to the patient, and to the phantom as it is felt: the editor and its words."""
