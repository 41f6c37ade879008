"""Every word a patient reads goes through gettext; `use` picks the language once, at the start."""

import gettext
import locale
import os
from collections.abc import Mapping
from importlib.resources import as_file, files

LANGUAGES = ("en", "fr")
_DOMAIN = "mirrorlimb"
_spoken: gettext.NullTranslations = gettext.NullTranslations()
_code = "en"


def use(code: str) -> None:
    """Speak this language from now on; an unknown one falls back to English.

    Args:
        code: A language code such as ``fr`` or ``fr_CA``.
    """
    global _spoken, _code
    with as_file(files("assets") / "locale") as folder:
        _spoken = gettext.translation(_DOMAIN, folder, languages=[code], fallback=True)
    short = code.split("_")[0]
    _code = short if short in LANGUAGES else "en"


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that this computer is set to, where it is one that we speak; else ``en``.

    Args:
        environment: Looked at first, as gettext does; a system's own setting comes after it.
    """
    names = (environment.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    told = next((name for name in names if name), locale.getlocale()[0] or "")
    short = told.replace("French", "fr").split("_")[0].split(".")[0].split(":")[0].lower()
    return short if short in LANGUAGES else "en"


def current() -> str:
    """Return the two-letter code of the language in use."""
    return _code


def tr(message: str) -> str:
    """Return the message in the language in use."""
    return _spoken.gettext(message)


def tr_n(one: str, many: str, count: int) -> str:
    """Return the singular or plural message for a count, in the language in use."""
    return _spoken.ngettext(one, many, count)


def within_sentence(name: str) -> str:
    """Return a movement's name as it stands within a sentence, without its capital."""
    return name[:1].lower() + name[1:]
