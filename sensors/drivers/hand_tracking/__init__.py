"""Hands in pictures: find the palm, lay 21 landmarks on it, follow them from picture to picture.

Two networks do it, as described in Zhang et al., "MediaPipe Hands: On-device Real-time Hand
Tracking", 2020 (arXiv:2006.10214): one finds palms in the whole picture, the other places the
landmarks within a square cut around one hand. Once landmarks are known the next picture's square
comes from them, so the palms need not be searched again until the hand is lost.
"""
