"""What becomes of overrides that others are put over, and what is noted of some combinations of levers only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .overrides import covers
from .schema.root import Root


def wiped_out(root: Root) -> list[str]:
    """Return a note for every lever of the grid that puts something over what a lever before it changes."""
    grid = () if root.compare is None else root.compare.grid
    found: list[str] = []
    for before, lever in ((one, two) for place, two in enumerate(grid) for one in grid[:place]):
        paths = dict.fromkeys(path for changes in root.levers[lever].values() for path in changes)
        earlier = dict.fromkeys(path for changes in root.levers[before].values() for path in changes)
        pair = next(((path, one) for path in paths for one in earlier if covers(path, one)), None)
        if pair is not None:
            found.append(
                f"levers: {lever} replaces {pair[0]}, and with it what {before} changes at {pair[1]}; "
                f"write {before} behind {lever} in the grid"
            )
    return found


def set_in_vain(root: Root, sets: Sequence[str]) -> list[str]:
    """Return a note for every --set that a compared lever replaces again, in each of its alternatives or in some."""
    grid = () if root.compare is None else root.compare.grid
    return [note for given in sets for lever in grid for note in _replaced(root, given, lever)]


def _replaced(root: Root, given: str, lever: str) -> Iterator[str]:
    """Yield the note on a --set and a lever, if there is something to note."""
    alternatives = root.levers[lever]
    set_path = given.partition("=")[0].strip()
    by = [
        name for name, overrides in alternatives.items() if any(covers(path, set_path) for path in overrides)
    ]
    if by and len(by) == len(alternatives):
        yield f"--set {given} changes nothing in a comparison: every alternative of lever {lever} replaces it"
    elif by:
        others = ", ".join(name for name in alternatives if name not in by)
        yield (
            f"--set {given} changes nothing in combinations with {', '.join(by)} of lever {lever}, which "
            f"replace{'s' if len(by) == 1 else ''} it; it holds in those with {others}"
        )


def of_some(note: str, combinations: Sequence[str]) -> str:
    """Return a note with the combinations that it is about, the first by name."""
    others = len(combinations) - 1
    more = f" and {others:,} more combination{'' if others == 1 else 's'}" if others else ""
    return f"in {combinations[0]}{more}: {note}"
