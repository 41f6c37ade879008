"""The devices: each driver owns one and hands over what it said."""
