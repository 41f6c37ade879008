"""What a patient is asked, how it is answered, and what is owed."""
