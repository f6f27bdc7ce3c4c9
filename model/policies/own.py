"""A user's own rule: one Python file of the same shape as the files of this room, named from a scenario.

Its text travels with the World, so that workers have it too. What it answers is checked each time: a rule that fails,
or answers what no rule may, ends the run with its file and line.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import inspect
import linecache
import math
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast, get_args, get_origin, get_type_hints

from ..errors import BackorderError
from . import views
from .portable import answers_always, faults_of, fields_read
from .traits import PLAIN, Traits
from .units import NEVER, NOTHING

if TYPE_CHECKING:
    from .registry import Rule

OWN = "own"
"""Name in scenarios of a rule that is a file."""
KINDS = frozenset(("duration", "quantity", "rate", "share", "number"))


class Answer(NamedTuple):
    """What the rules of a decision may answer."""

    kind: type[bool] | type[int] | type[float]
    least: float
    most: float
    words: str


ANSWERS = {
    "offer": Answer(bool, 0, 1, "yes or no"),
    "updates": Answer(bool, 0, 1, "yes or no"),
    "promise": Answer(int, NOTHING, 2 * NEVER, "ticks from now, 0 or more, or NOTHING"),
    "replenishment": Answer(int, -(10**12), 10**12, "quanta, at most a million million"),
    "forecast": Answer(float, 0.0, 1e15, "quanta per tick, 0 or more"),
}
"""By decision that may be a user's own."""
COUNTED = "can be counted over this run; order less, or set a coarser time.tick"

VIEWS: dict[str, type[Any]] = {
    "offer": views.OfferView,
    "promise": views.PromiseView,
    "updates": views.UpdateView,
    "forecast": views.ForecastView,
    "replenishment": views.StockView,
}
"""By decision, what the rule is shown."""


class OwnRuleFault(BackorderError):
    """A user's own rule that failed while it was asked, or answered what it may not."""


class FileFault(Exception):
    """What is wrong with the file of a rule, and on which line."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(line, message)


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule's file as it was read."""

    decision: str
    file: str
    """As the scenario names it."""
    text: str
    most: int = NEVER
    """Of a rule that orders: quanta on hand and on order that can still be summed over all ticks of the run."""

    @property
    def sha256(self) -> str:
        """Return the hash of the file."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def rule(self) -> Rule:
        """Return the rule, run from its text once in a process; raises FileFault."""
        return _rule(self)

    @property
    def module_name(self) -> str:
        """Return the name of the module it becomes: one for each text."""
        return f"own_rule_{self.decision}_{self.sha256[:16]}"

    def not_portable(self) -> list[str]:
        """Return what the compiled engine cannot do of it, each with its line."""
        shifts = [
            f"line {node.lineno}: a shift, which wraps at 64 bits in compiled code; multiply or divide"
            for node in ast.walk(ast.parse(self.text))
            if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, (ast.LShift, ast.RShift))
        ]
        return faults_of(self.text) + shifts


@cache
def _rule(own: OwnRule) -> Rule:
    from .registry import Rule, rules

    module = _module(own)
    _check(module, ast.parse(own.text), own.decision)
    traits: Traits = getattr(module, "TRAITS", PLAIN)
    return Rule(
        own.decision,
        OWN,
        len(rules(own.decision)),
        module,
        module.Settings,
        _guarded(own, module.decide),
        module.faults,
        traits,
    )


def _module(own: OwnRule) -> ModuleType:
    """Run the file's text as a module of its own."""
    module = ModuleType(own.module_name, own.file)
    linecache.cache[own.file] = (len(own.text), None, own.text.splitlines(keepends=True), own.file)
    sys.modules[own.module_name] = module  # where annotations are looked up
    try:
        exec(compile(own.text, own.file, "exec"), module.__dict__)
    except SyntaxError as fault:
        raise FileFault(fault.lineno or 0, f"is not Python: {fault.msg}") from None
    except Exception as fault:  # whatever a stranger's file does
        raise FileFault(_line(own, fault), f"cannot be run: {type(fault).__name__}: {fault}") from None
    return module


def _line(own: OwnRule, fault: BaseException) -> int:
    """Return the last line of the file that an exception came by."""
    lines = [one.lineno for one in traceback.extract_tb(fault.__traceback__) if one.filename == own.file]
    return (lines[-1] if lines else 0) or 0


def _check(module: ModuleType, tree: ast.Module, decision: str) -> None:
    """Refuse a file that is not shaped like a rule."""
    lines = {
        node.name: node.lineno for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    settings: Any = getattr(module, "Settings", None)
    if not (
        isinstance(settings, type) and issubclass(cast(Any, settings), tuple) and hasattr(settings, "_fields")
    ):
        raise FileFault(
            lines.get("Settings", 0), "has no `class Settings(NamedTuple)`; give one, empty if nothing is set"
        )
    for name, arguments in (("faults", "settings"), ("decide", "view, settings")):
        function = getattr(module, name, None)
        wanted = len(arguments.split(","))
        if not callable(function) or len(inspect.signature(function).parameters) != wanted:
            raise FileFault(lines.get(name, 0), f"has no `def {name}({arguments})`; give one")
    traits = getattr(module, "TRAITS", PLAIN)
    if not isinstance(traits, Traits):
        raise FileFault(0, "has TRAITS that are none; write TRAITS = Traits(...)")
    _check_fields(settings, lines.get("Settings", 0))
    _check_decide(tree, VIEWS[decision], settings)
    for named in traits:
        if isinstance(named, str) and named and named not in settings._fields:
            raise FileFault(0, f"has TRAITS that name a setting `{named}`, which Settings lacks")


def _check_decide(tree: ast.Module, view: type[Any], settings: type[Any]) -> None:
    """Refuse a rule that reads what its view or its settings do not have, or that may end without an answer."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name not in ("decide", "faults"):
            continue
        shown = (view, settings) if node.name == "decide" else (settings,)
        for argument, kind in zip(node.args.args, shown, strict=False):
            for line, field in fields_read(node, argument.arg):
                if not hasattr(kind, field):
                    raise FileFault(line, f"reads `{argument.arg}.{field}`; {_known(field, kind)}")
        if node.name == "decide" and not answers_always(node.body):
            raise FileFault(
                node.lineno, "has a `decide` that may end without an answer; end it with a return"
            )


def _known(field: str, kind: type[Any]) -> str:
    """Say which field was probably meant, and which there are."""
    names: tuple[str, ...] = kind._fields
    close = difflib.get_close_matches(field, names, n=1, cutoff=0.5)
    meant = f"did you mean `{close[0]}`? " if close else ""
    return f"{meant}{kind.__name__} has {', '.join(names) or 'no fields'}"


def _check_fields(settings: Any, line: int) -> None:
    try:
        hints = get_type_hints(settings, include_extras=True)
    except NameError as fault:
        raise FileFault(line, f"has a setting of an unknown kind: {fault}") from None
    for name in settings._fields:
        hint = hints[name]
        kind = get_args(hint)[1:] if get_origin(hint) is not None else (hint,)
        if hint is not int and (len(kind) != 1 or kind[0] not in KINDS):
            raise FileFault(
                line,
                f"has a setting `{name}` of no known kind; use int, Duration, Quantity, Rate, Share or Number "
                "of model.policies.units",
            )


def _guarded(own: OwnRule, decide: Callable[..., Any]) -> Callable[..., Any]:
    """Return the rule's function with its answers checked."""
    kind, least, most, words = ANSWERS[own.decision]

    def guarded(view: Any, settings: Any) -> Any:
        try:
            given = decide(view, settings)
        except Exception as fault:  # whatever a stranger's file does
            failed(own, f"failed, {type(fault).__name__}: {fault}", _line(own, fault), view)
        try:
            right = math.isfinite(given) and least <= (given if kind is bool else kind(given)) <= most
        except (TypeError, ValueError, OverflowError):  # not a number
            right = False
        if not right:
            failed(own, f"answered {_shown(given)}, and must answer {words}", 0, view)
        if own.decision == "replenishment" and view.on_hand + view.on_order + kind(given) > own.most:
            failed(
                own,
                f"answered {_shown(given)}, and {own.most} on hand and on order are all that {COUNTED}",
                0,
                view,
            )
        return kind(given)

    return guarded


def failed(own: OwnRule, message: str, line: int, view: Any) -> NoReturn:
    """End the run, saying which rule failed at what."""
    place = f"{own.file}:{line}" if line else own.file
    raise OwnRuleFault(f"{place}: the rule for {own.decision} {message}; it was asked {view}")


def _shown(given: object) -> str:
    """Write an answer that is none so that it is seen for what it is."""
    return repr(given)[:60] if isinstance(given, (float, int, str)) else f"a {type(given).__name__}"
