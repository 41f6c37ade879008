"""A device's packet counter, which starts again at some number, made one that never does."""


class PacketCounter:
    """Places each packet on an endless count, and counts those that never came.

    A loss of a whole turn of the counter can't be seen by it; a step of more than `longest_step`
    is taken for a counter that was set back, and nothing for lost.
    """

    def __init__(self, modulus: int, *, longest_step: int | None = None) -> None:
        """Start before the first packet.

        Args:
            modulus: how many numbers the counter has.
            longest_step: largest step that is believed; half a turn where not given.
        """
        self._modulus = modulus
        self._longest_step = modulus // 2 if longest_step is None else longest_step
        self._last: int | None = None
        self.lost = 0

    def place(self, number: int) -> int:
        """Return the packet's place on the endless count; equal to `number` modulo the modulus."""
        if self._last is None:
            self._last = number % self._modulus
            return self._last
        step = (number - self._last) % self._modulus or self._modulus
        if step <= self._longest_step:
            self.lost += step - 1
        self._last += step
        return self._last
