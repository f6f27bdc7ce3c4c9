"""Files of a scenario, read with care: only inside its folder, only text, only of a sensible size."""

from __future__ import annotations

from pathlib import Path

from ..errors import Fault
from .document import DocumentFault, Node, parse

LARGEST_FILE = 5_000_000
LARGEST_HISTORY = 200_000_000


def read_text(path: Path, shown: str, largest: int = LARGEST_FILE) -> str:
    """Return a file's text; raise DocumentFault for what is missing, too large, no file or no UTF-8."""
    try:
        if path.is_dir():
            raise _refusal(shown, "is a folder; name the scenario file in it")
        if path.exists() and not path.is_file():
            raise _refusal(shown, "is no ordinary file; write the scenario into one")
        if not path.is_file():
            raise _refusal(shown, "there is no such file; check the name and its folder")
        size = path.stat().st_size
        if size > largest:
            raise _refusal(shown, f"has {size / 1e6:.0f} MB; at most {largest / 1e6:.0f} MB are read")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal(shown, "is not text in UTF-8; save it as such") from None
    except OSError as error:
        raise _refusal(shown, f"cannot be read ({error.strerror}); check its permissions") from None


def read_document(path: Path, shown: str) -> tuple[str, Node]:
    """Return a scenario file's text and its tree."""
    text = read_text(path, shown)
    return text, parse(text, shown)


def inside(folder: Path, given: str) -> Path | str:
    """Return the path of a file named by a scenario, or why it is not one inside the scenario's folder."""
    path = Path(given)
    if path.is_absolute() or given.startswith("~") or ":" in given.split("/")[0] or "\\" in given:
        return f"'{given}' is not a path inside the scenario's folder; put the file beside the scenario"
    try:
        real, home = (folder / path).resolve(), folder.resolve()
    except (OSError, RuntimeError, ValueError):
        return f"'{given}' is not a path that can be followed; put the file beside the scenario"
    if ".." in path.parts or not real.is_relative_to(home):
        return f"'{given}' leads out of the scenario's folder; put the file beside the scenario"
    return folder / path


def _refusal(shown: str, message: str) -> DocumentFault:
    return DocumentFault([Fault(shown, 0, "", message)])
