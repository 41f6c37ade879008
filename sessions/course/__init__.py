"""A course of treatment: its weeks, what is due, how it goes on."""
