"""The limb moves by a script; the patient follows, tries, or watches."""
