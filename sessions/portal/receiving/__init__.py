"""What happens to a session between its arrival and its receipt."""
