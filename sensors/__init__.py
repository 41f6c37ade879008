"""Devices in, samples and poses out. Imports nothing else of ours.

A *driver* owns a device and hands over what it said, stamped; *motion* (and later *emg*)
turns those samples into joint angles. Nothing here smooths, shows or judges.
"""
