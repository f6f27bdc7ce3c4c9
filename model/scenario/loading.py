"""From a file to a Scenario: read, extend, override, check, build, for the file itself and every combination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import Fault
from ..quantities.time_base import TimeBase
from .combinations import JOINT, alone, documents, lever_faults
from .construction.assemble import build_world
from .construction.draft import Draft
from .document import DocumentFault, Node, parse_value
from .extends import extended
from .mending import elsewhere
from .override_notes import of_some, set_in_vain, wiped_out
from .overrides import PathFault, override
from .reading import read_document
from .resolved import origins_of, resolved_form
from .scenario import Combination, Scenario, faulty
from .schema.fields import nearest
from .validation import mended_part, validated
from .world import World


def load_scenario(
    path: Path, shown: str, sets: Sequence[str], *, allow_plugins: bool, combination: str | None
) -> Scenario:
    """Return the scenario of a file, or of one combination of its levers; raise DocumentFault or ScenarioError."""
    text, document = read_document(path, shown)
    document = _with_sets(extended(document, path.parent), sets)
    draft, base, faults = _built(document, path.parent, allow_plugins)
    if draft is None or base is None:
        raise faulty(faults if draft is None else faults + lever_faults(document, draft.root))
    compared, in_some = _combined(document, draft, base)
    if combination is not None:
        document, draft, base = _one_of(document, draft, shown, combination)
    form = resolved_form(draft)
    root = draft.root
    grid = () if root.compare is None else tuple(root.compare.grid)
    return Scenario(
        name=path.stem,
        path=path,
        text=text,
        title=(root.title or path.stem) + ("" if combination is None else f", {combination}"),
        seed=root.seed,
        replications=root.replications,
        grid=grid,
        baseline=_baseline(draft, grid),
        asserts=tuple(root.asserts),
        notes=tuple(
            dict.fromkeys(
                [
                    *draft.notes,
                    *(in_some if combination is None else ()),
                    *_unchecked(draft),
                    *wiped_out(draft.root),
                    *set_in_vain(draft.root, sets),
                ]
            )
        ),
        served_within=_waits(draft, base),
        written=document.plain(),
        resolved=form,
        origins=origins_of(form, document),
        base=base,
        compared=compared,
    )


def _unchecked(draft: Draft) -> list[str]:
    return ["what stands under `assert` is not checked in this version"] if draft.root.asserts else []


def _built(
    document: Node, folder: Path, allow_plugins: bool
) -> tuple[Draft | None, World | None, list[Fault]]:
    root, time, faults = validated(document)
    if root is None:
        return None, None, faults + _sense_of_the_rest(document, time, folder, allow_plugins)
    draft = Draft(document, root, time, folder, allow_plugins)
    world = build_world(draft)
    return draft, world, draft.faults


def _sense_of_the_rest(document: Node, time: TimeBase, folder: Path, allow_plugins: bool) -> list[Fault]:
    """Return what makes no sense where a document can be read, as far as what cannot be read does not matter for it."""
    found = mended_part(document)
    if found is None:
        return []
    changed, root, blocks = found
    draft = Draft(changed, root, time, folder, allow_plugins)
    build_world(draft)
    return elsewhere(draft.faults, blocks)


def _combined(document: Node, draft: Draft, base: World) -> tuple[tuple[Combination, ...], list[str]]:
    """Return the grid's combinations, and what is noted of some of them and not of the file as it stands."""
    faults = lever_faults(document, draft.root)
    if faults:
        raise faulty(faults)
    found: list[Combination] = []
    noted: dict[str, list[str]] = {}
    for labels, changed in documents(document, draft.root):
        made, world, wrong = (
            _built(changed, draft.folder, draft.allow_plugins) if labels else (draft, base, [])
        )
        faults += wrong
        if world is not None:
            found.append(Combination(labels, world))
        for note in () if made is None else dict.fromkeys(made.notes):
            noted.setdefault(note, []).append(JOINT.join(labels))
    for changed in alone(document, draft.root):
        faults += _built(changed, draft.folder, draft.allow_plugins)[2]
    if faults:
        raise faulty(faults)
    return tuple(found), [of_some(note, names) for note, names in noted.items() if note not in draft.notes]


def _one_of(document: Node, draft: Draft, shown: str, combination: str) -> tuple[Node, Draft, World]:
    """Return what a combination makes of the scenario; it is among those that were found without a fault."""
    named = {JOINT.join(labels): one for labels, one in documents(document, draft.root) if labels}
    if combination not in named:
        raise DocumentFault(
            [Fault(shown, 0, "compare", f"there is no combination {_other(combination, named)}")]
        )
    changed = named[combination]
    made, world, faults = _built(changed, draft.folder, draft.allow_plugins)
    if made is None or world is None:
        raise faulty(faults)
    return changed, made, world


def _other(combination: str, named: Mapping[str, object]) -> str:
    if not named:
        return f"`{combination}`, since nothing is compared; leave --combination out"
    return f"`{combination}`; {nearest(combination, named)}"


def _waits(draft: Draft, world: World) -> tuple[str, ...]:
    """Return the waits of `served_within` as the file has them, bare numbers with their unit."""
    given = draft.root.measures.served_within or ()
    written = [
        wait.written if isinstance(wait.written, str) else draft.time.text(int(wait)) for wait in given
    ]
    return tuple(written) or tuple(draft.time.text(wait) for wait in world.served_within)


def _baseline(draft: Draft, grid: tuple[str, ...]) -> tuple[str, ...]:
    compare = draft.root.compare
    if compare is not None and compare.baseline is not None:
        return tuple(compare.baseline)
    return tuple(next(iter(draft.root.levers[lever])) for lever in grid)


def _with_sets(document: Node, sets: Sequence[str]) -> Node:
    faults: list[Fault] = []
    for given in sets:
        path, sign, text = given.partition("=")
        if not sign:
            faults.append(
                Fault("--set", 0, given, "has no value; write path=value, as in time.horizon=2 years")
            )
            continue
        if path.partition(".")[0].strip() == "extends":
            message = (
                "what it names is read before any --set is; write it in the file, or simulate another file"
            )
            faults.append(Fault("--set", 0, path.strip(), message))
            continue
        try:
            document = override(document, path.strip(), parse_value(text, "--set"))
        except PathFault as fault:
            faults.append(Fault("--set", 0, path.strip(), fault.message))
        except DocumentFault as fault:
            faults += [Fault("--set", 0, path.strip(), one.message) for one in fault.faults]
    if faults:
        raise DocumentFault(faults)
    return document
