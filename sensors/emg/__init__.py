"""Muscles in, intended movement out: decoding of surface EMG, in plain numpy.

A labelled `Recording` is cut into windows, each window becomes a feature vector, a decoder gives
the probability of every movement, and a controller turns that into a smooth, bounded velocity.
Everything here is arithmetic on arrays; ports and screens are elsewhere.
"""
