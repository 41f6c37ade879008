"""Read a recording, whole or damaged, and make a damaged one whole again without what is lost."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sessions.errors import RecordingError
from sessions.recording.format import (
    CHANNEL_IDS,
    FORMAT_VERSION,
    METADATA_NAME,
    TOPIC_OF_CHANNEL,
)
from sessions.recording.mcap_blocks import BlockFile, Message
from sessions.recording.rows import AnyRow, from_json
from sessions.recording.scan import Block, Damage, FileEnd, Label, scan


@dataclass(frozen=True, slots=True)
class Condition:
    """How much of a recording is there."""

    rows: dict[str, int]
    """Rows that can be read, by topic."""
    rows_lost: int
    """Rows known to be missing, by their numbers; what was cut off the end is not among them."""
    blocks_lost: int
    """Damaged places where rows must have stood."""
    damage: tuple[str, ...]
    """One phrase for each damaged place."""
    finished: bool
    """Whether the program closed the file itself."""
    sound: bool
    """Whether nothing at all is wrong with it."""
    joint_angles: tuple[str, ...]
    """Names of the entries of every ``angles_rad``; empty where that was lost."""


class RecordingReader:
    """Reads one recording; damage costs the block it is in and is said in `condition`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def blocks(self) -> Iterator[tuple[str, tuple[Message, ...]]]:
        """Yield each sound block: its topic and its messages, still encoded.

        Raises:
            RecordingError: the file can't be opened.
        """
        for found in scan(self._path):
            if isinstance(found, Block) and (topic := _topic(found)) is not None:
                yield (
                    topic,
                    tuple(Message(m.log_time, m.sequence, m.data) for m in found.messages),
                )

    def rows(self, *topics: str) -> Iterator[AnyRow]:
        """Yield every readable row of these topics (all, where none is named), block by block.

        Within a topic rows come in the order they were added; topics take turns by block.

        Raises:
            RecordingError: the file can't be opened, or a row is not of this program's making.
        """
        for topic, messages in self.blocks():
            if topics and topic not in topics:
                continue
            for message in messages:
                try:
                    yield from_json(topic, message.data)
                except ValueError as error:
                    raise RecordingError(
                        f"the recording {self._path.name} holds a row that this version of the "
                        f"program does not know ({error}): read it with the version that wrote it"
                    ) from None

    def condition(self) -> Condition:
        """Go through the whole file and say what is there and what is damaged.

        Raises:
            RecordingError: the file can't be opened.
        """
        rows: dict[str, int] = dict.fromkeys(CHANNEL_IDS, 0)
        expected: defaultdict[str, int] = defaultdict(int)
        damage: list[str] = []
        rows_lost = blocks_lost = 0
        joint_angles: tuple[str, ...] = ()
        end = FileEnd(finished=False, sound=False)
        for found in scan(self._path):
            match found:
                case Block() if (topic := _topic(found)) is not None:
                    for message in found.messages:
                        rows_lost += max(0, message.sequence - expected[topic])
                        expected[topic] = message.sequence + 1
                    rows[topic] += len(found.messages)
                case Damage():
                    damage.append(f"at byte {found.offset} {found.reason}")
                    blocks_lost += found.block_lost
                case Label(name, metadata) if name == METADATA_NAME:
                    joint_angles = tuple(metadata.get("joint_angles", "").split(","))
                case FileEnd():
                    end = found
        return Condition(
            rows, rows_lost, blocks_lost, tuple(damage), end.finished, end.sound, joint_angles
        )


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a salvage saved."""

    kept: int
    """Rows, all topics together."""
    lost_blocks: int
    """Damaged places where rows must have stood."""
    damage: tuple[str, ...]


def salvage(source: Path, target: Path) -> Salvage:
    """Write every readable row of `source` into `target`, a new and whole recording.

    Raises:
        RecordingError: `source` can't be read or `target` can't be written.
    """
    reader = RecordingReader(source)
    condition = reader.condition()
    metadata = {
        "format_version": FORMAT_VERSION,
        "joint_angles": ",".join(condition.joint_angles),
    }
    kept = 0
    try:
        file = BlockFile(target, library="mirrorlimb salvage", metadata=metadata)
        try:
            for topic, messages in reader.blocks():
                file.write_block(topic, messages)
                kept += len(messages)
            file.finish()
        finally:
            file.abandon()
    except OSError as error:
        raise RecordingError(
            f"the recording can't be made whole ({error.strerror}): free some space on the disk "
            "and start again"
        ) from error
    return Salvage(kept, condition.blocks_lost, condition.damage)


def _topic(block: Block) -> str | None:
    """Return the block's topic, or None where the channel is not one of ours."""
    return TOPIC_OF_CHANNEL.get(block.messages[0].channel_id) if block.messages else None
