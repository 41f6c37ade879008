"""Ready texts that come with the program, found by name."""

from dataclasses import dataclass
from importlib.resources import files

from sessions.errors import PlanError


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of `assets` with a TOML file for each ready thing."""

    folder: str
    noun: str
    """What stands on it, for the sentence that says there is none of a name."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all that stands on it."""
        found = (entry.name for entry in (files("assets") / self.folder).iterdir())
        return tuple(sorted(n.removesuffix(".toml") for n in found if n.endswith(".toml")))

    def text(self, name: str) -> str:
        """Return the text of one.

        Raises:
            PlanError: there is none of this name.
        """
        if name not in self.names():
            raise PlanError(
                source_name=name,
                place="",
                problem=f"there is no such ready {self.noun}; allowed: {', '.join(self.names())}",
            )
        return (files("assets") / self.folder / f"{name}.toml").read_text(encoding="utf-8")
