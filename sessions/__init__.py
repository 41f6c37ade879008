"""What was planned, what happened, who may see it. Imports nothing else of ours."""
