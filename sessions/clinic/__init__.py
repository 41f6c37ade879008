"""The home's side of the clinic: enrolment, upload, the plan and messages that come back."""
