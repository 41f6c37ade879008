"""A made-up clinic for a newcomer: simulated patients whose homes really send their sessions."""
