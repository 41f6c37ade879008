"""What patients' computers ask of the portal, version 1."""
