"""The drawing functions are portable: by their syntax, and by their bits."""

import inspect
from types import ModuleType

import numpy as np
import pytest

from model.policies.portable import faults_of
from model.sample_path import bits, quantiles, transforms
from model.sample_path.transforms import value
from tests.sample_path.compiled import LAWS, compiled_numbers, path_of

MODULES = [bits, quantiles, transforms]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_drawing_modules_stay_in_the_portable_subset(module: ModuleType) -> None:
    """Nothing in the functions that engines compile goes beyond the subset."""
    assert faults_of(inspect.getsource(module)) == []


def test_every_drawing_function_is_listed_for_the_compilers() -> None:
    """A function missing from PORTABLE would fail only when an engine is compiled."""
    written = {f for module in MODULES for _, f in inspect.getmembers(module, inspect.isfunction)}
    assert set(transforms.PORTABLE) == {f for f in written if f.__module__.startswith("model.sample_path")}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("return x ** 2", "line 3: ** differs between platforms; multiply"),
        ("x **= 2", "line 3: ** differs between platforms; multiply"),
        ("return math.gamma(x)", "line 3: math.gamma"),
        ("while x > 0: x = x - 1", "line 3: While"),
        ("for y in x: return y", "line 3: a loop over something else than range(...)"),
        ("try: return x\n    except ValueError: return 0", "line 3: Try"),
        ("raise ValueError", "line 3: Raise"),
        ("return sum(x)", "line 3: a call of sum"),
        ("return x.copy()", "line 3: a call of x.copy"),
        ("return None", "line 3: the constant None"),
        ("return STATE", "line 3: the module state STATE"),
        ("x.level = 0", "line 3: a change of an argument"),
        ("return [x]", "line 3: List"),
        ("return lambda: x", "line 3: Lambda"),
        ("return x is x", "line 3: a comparison by Is"),
        ("y: int = int(x) ** 2\n    return y", "line 3: ** differs between platforms; multiply"),
    ],
)
def test_what_is_not_portable_is_found(body: str, fault: str) -> None:
    """Each planted fault is told with its line, the first being `**`, which differs in a thousandth of values."""
    assert fault in faults_of(f"STATE = []\ndef rule(x):\n    {body}\n")


def test_the_subset_allows_what_rules_need() -> None:
    """Docstrings, views, other rules, bounded loops, and the check of settings are no faults."""
    source = '''"""A rule."""
from typing import NamedTuple
from .views import StockView
import math
MOST = 4
class Settings(NamedTuple):
    """Units."""
    s: int
def faults(settings: Settings) -> list[str]:
    return [f"{s}" for s in settings if s**2 < 0]
def rule(view: StockView, settings: Settings) -> int:
    """Decide."""
    total: int = 0
    for step in range(MOST):
        if step > 2 and not total == 5:
            break
        total += max(0, math.floor(step / 2))
    return total if view.on_hand < settings.s else -1
'''
    assert faults_of(source) == []


@pytest.mark.parametrize("name", LAWS)
def test_plain_and_compiled_numbers_have_the_same_bits(name: str) -> None:
    """At 10,000 addresses of each law, half of them beyond ordinal 2**32, the compiled number is the plain one."""
    path = path_of(LAWS[name], seed=11)
    for member, start in ((0, 0), (77, 2**32 - 10)):
        compiled = compiled_numbers(path, 5000, member, start)
        plain = np.array(
            [value(path.rows[0], path.values, path.cumulative, member, start + k) for k in range(5000)]
        )
        assert compiled.tobytes() == plain.tobytes()
