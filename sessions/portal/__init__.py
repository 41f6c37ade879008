"""The clinic's side: receives sessions, keeps who may see what, sends plans home."""
