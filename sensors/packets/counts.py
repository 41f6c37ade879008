"""How a device's packets came through, for the log and for whoever mends the cable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PacketCounts:
    """Since the device was opened, over every replug."""

    packets: int = 0
    """Arrived whole."""
    damaged: int = 0
    """Arrived broken, and left out."""
    lost: int = 0
    """Missing by the device's own counter, damaged ones among them; 0 where it has no counter."""

    def __add__(self, other: "PacketCounts") -> "PacketCounts":
        return PacketCounts(
            self.packets + other.packets, self.damaged + other.damaged, self.lost + other.lost
        )
