"""What a therapist looks at: time lines, charts, reasons to look, made from what was received."""
