"""What a therapist may prescribe: one model per exercise, told apart by its `exercise` name."""
