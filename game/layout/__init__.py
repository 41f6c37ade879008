"""Where each word and button of a screen goes: plain arithmetic, no window."""
