"""What is heard: texts read aloud, and soft tones."""
