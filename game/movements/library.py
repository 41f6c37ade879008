"""Every scripted movement that comes with the program, read from its data files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from game.movements.errors import MovementFileError, UnknownMovementError
from game.movements.movement import Movement
from game.movements.movement_file import read_movement
from sensors.pose import LimbKind


@dataclass(frozen=True, slots=True)
class MovementLibrary:
    """Movements by id, in alphabetical order."""

    _movements: Mapping[str, Movement]

    @property
    def ids(self) -> tuple[str, ...]:
        """The names that a plan may use."""
        return tuple(self._movements)

    def __iter__(self) -> Iterator[Movement]:
        return iter(self._movements.values())

    def __len__(self) -> int:
        return len(self._movements)

    def of(self, kind: LimbKind) -> tuple[Movement, ...]:
        """Return the movements that a plan for this kind of limb may name."""
        return tuple(m for m in self if m.limb.kind == kind)

    def get(self, movement_id: str) -> Movement:
        """Return one movement.

        Raises:
            UnknownMovementError: no movement has this id; the message lists those there are.
        """
        movement = self._movements.get(movement_id)
        if movement is None:
            raise UnknownMovementError(movement_id, self._movements)
        return movement


def load_movements(folder: Traversable | None = None) -> MovementLibrary:
    """Return every movement of a folder; without arguments, those shipped with the program.

    Raises:
        MovementFileError: a file can't be used, or is not named after the movement in it.
    """
    return _shipped() if folder is None else _read(folder)


@cache
def _shipped() -> MovementLibrary:
    """Return the program's own, read once."""
    return _read(files("assets") / "movements")


def _read(folder: Traversable) -> MovementLibrary:
    movements: dict[str, Movement] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise MovementFileError(file=file.name, key="", problem="not UTF-8 text") from error
        movement = read_movement(text, file=file.name)
        if file.name != f"{movement.id}.toml":
            problem = f"a movement of this id belongs in {movement.id}.toml"
            raise MovementFileError(file=file.name, key="id", problem=problem)
        movements[movement.id] = movement
    return MovementLibrary(movements)
