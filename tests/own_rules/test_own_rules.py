"""A user's own rule: refused unless allowed, told like any fault, the same in both engines, known to every worker."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from pathlib import Path

import numba
import pytest

from model import BackorderError, ScenarioError, compare, load, simulate
from model.engines import not_compilable, run
from model.engines.compiled.own_rules import PLAIN, address_of
from model.outcome.tallies import Cell
from model.policies.own import OwnRule, OwnRuleFault
from model.policies.registry import Choice
from model.policies.views import OfferView
from model.sample_path import draw
from model.scenario import Scenario, as_yaml
from model.storage import write_run
from tests.engines.agreement import engines_differ

FILES = Path(__file__).parent / "files"
OFFER = (FILES / "own_offer.py").read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the scenario and its rules."""
    for file in FILES.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    return tmp_path


def allowed(folder: Path) -> Scenario:
    """Load the scenario with its rules."""
    return load(folder / "shop.yaml", allow_plugins=True)


def faults(folder: Path, *sets: str, allow: bool = True) -> list[str]:
    """Return what is wrong, as it is told, without the folder."""
    with pytest.raises(ScenarioError, match=r"own_|settings|link") as caught:
        load(folder / "shop.yaml", sets, allow_plugins=allow)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


def test_a_rule_is_not_run_unless_allowed(folder: Path) -> None:
    """Without --allow-plugins no line of the file runs, and the scenario is refused, with what to do."""
    (folder / "own_offer.py").write_text("raise SystemExit('this ran')")
    told = faults(folder, allow=False)
    assert len(told) == 5
    assert told[2] == (
        "shop.yaml:12 retailers.corner.back_orders.offer: 'own_offer.py' is Python code that would run with your "
        "rights; read it, then allow it with --allow-plugins (allow_plugins=True in Python)"
    )


@pytest.mark.parametrize("reach", ["../own_offer.py", "/own_offer.py", "link.py"])
def test_a_rule_outside_the_folder_is_refused(folder: Path, reach: str) -> None:
    """A way up, an absolute path, and a link that leads out are refused, allowed or not."""
    inner = folder / "inner"
    inner.mkdir()
    for file in FILES.iterdir():
        if file.is_file():
            shutil.copy(file, inner)
    (inner / "link.py").symlink_to(folder / "own_offer.py")
    [told] = faults(inner, f"retailers.corner.back_orders.file={reach}")
    assert "put the file beside the scenario" in told


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("def decide(view", "def decide(view view", 30, "is not Python: invalid syntax"),
        ("from typing import NamedTuple", "from typing import Namedtuple", 5, "cannot be run: ImportError: "),
        ("class Settings", "class Setting", 0, "has no `class Settings(NamedTuple)`; give one"),
        ("def decide(view: OfferView, ", "def decide(", 30, "has no `def decide(view, settings)`; give one"),
        ("units: Quantity", "units: str", 11, "has a setting `units` of no known kind; use int, Duration"),
        ("units: Quantity", "units: Quantities", 11, "has a setting of an unknown kind: name 'Quantities'"),
        ("return [] if settings.cycle > 0", "return [] if 1 // 0", 0, "its `faults` cannot be asked: ZeroDiv"),
        ("view.units_owed +", "view.units_owd +", 32, "reads `view.units_owd`; did you mean `units_owed`? "
         "OfferView has now, quantity, units_owed, orders_owed, estimate, klass, number"),
        ("view.units_owed +", "view.xyz +", 32, "reads `view.xyz`; OfferView has now, quantity, units_owed, orders_"),
        ("settings.cycle > 0", "settings.cicle > 0", 22, "reads `settings.cicle`; did you mean `cycle`? Settings has "),
        ("return view.units", "view.units", 30, "has a `decide` that may end without an answer; end it with a return"),
    ],
)  # fmt: skip
def test_a_fault_of_the_file_is_told_with_its_line(
    folder: Path, old: str, new: str, line: int, message: str
) -> None:
    """What is wrong with a file is a fault of the scenario: the file, its line, the place that names it."""
    assert old in OFFER
    (folder / "own_offer.py").write_text(OFFER.replace(old, new))
    [told] = faults(folder)
    place = f"own_offer.py:{line}" if line else "own_offer.py"
    assert told.startswith(f"{place} retailers.corner.back_orders.offer: {message}")


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ("{units: 3}", "cycle", "is missing; give it"),
        ("{units: 3, cycle: 0}", "cycle", "0 must be above 0; give a time"),
        ("{units: 3, cycle: 2 weeks, cycel: 1}", "cycel", "unknown setting `cycel`; did you mean `cycle`?"),
        ("{units: -3, cycle: 2 weeks}", "units", "-3 is below 0; a quantity is 0 or more"),
        ("{units: 1.5, cycle: 2 weeks}", "units", "1.5 is not whole; round it, or set items.lamp.units to divisible"),
    ],
)  # fmt: skip
def test_its_settings_are_checked_like_any_rules(folder: Path, given: str, path: str, message: str) -> None:
    """Missing, unknown, of the wrong kind, or refused by the file's own `faults`."""
    [told] = faults(folder, f"retailers.corner.back_orders.settings={given}")
    assert told == f"--set retailers.corner.back_orders.settings.{path}: {message}"


def test_its_settings_are_ticks_and_quanta(folder: Path) -> None:
    """`2 weeks` is 14 days of milliseconds; an own rule has the resolved form of any rule, with the file's hash."""
    scenario = allowed(folder)
    [stock] = scenario.world().stocks
    assert stock.shop is not None and stock.shop.offer.settings == (12, 14 * 86_400_000)
    block = scenario.resolved["retailers"]["corner"]["back_orders"]
    assert (block["offer"], block["file"]) == ("own", "own_offer.py")
    assert block["sha256"] == OwnRule("offer", "own_offer.py", OFFER).sha256


def test_the_resolved_form_is_the_same_world_and_holds_the_file_to_its_hash(folder: Path) -> None:
    """The resolved scenario loads to the same World; once the file has changed, it is refused."""
    scenario = allowed(folder)
    (folder / "shop.yaml").write_text(as_yaml(scenario.resolved, scenario.origins))
    assert allowed(folder).world() == scenario.world()
    (folder / "own_offer.py").write_text(OFFER + "\n")
    [told] = faults(folder)
    assert "'own_offer.py' is another file now" in told


def test_both_engines_do_the_same_with_all_five_rules(folder: Path) -> None:
    """Offer, promise, updates, replenishment and forecast are a user's own: not a row differs."""
    world = allowed(folder).world()
    assert [own.decision for own in world.own_rules()] == [
        "replenishment", "forecast", "offer", "promise", "updates",
    ]  # fmt: skip
    found, outcome = engines_differ(world, 1, 0, verify=True)
    assert found is None
    assert outcome.rows > 1000


def test_the_rule_decides(folder: Path) -> None:
    """An offer that is never made is the lost-sales model: nobody waits."""
    (folder / "own_offer.py").write_text(
        OFFER.replace("return view.units_owed + view.quantity <= cap(view.now, settings)", "return False")
    )
    lost = simulate(allowed(folder), engine="reference", replications=1)
    outcome = run(
        lost.scenario.world(), draw(lost.scenario.world().streams, lost.seed, 0), engine="reference"
    )
    assert outcome.cells[:, Cell.NOT_OFFERED].sum() > 0
    assert outcome.cells[:, Cell.ACCEPTED].sum() == 0


def test_a_choice_travels_between_processes(folder: Path) -> None:
    """A worker that never saw the file gets its text with the World, and the same answers."""
    [stock] = allowed(folder).world().stocks
    assert stock.shop is not None
    choice = stock.shop.offer
    again: Choice = pickle.loads(pickle.dumps(choice))
    assert again == choice and again.own is not None
    view = OfferView(0, 12, 0, 0, -1, 1, 0.0)
    assert again.decide(view) is True and again.decide(view._replace(quantity=13)) is False


def test_worker_processes_follow_the_rule(folder: Path) -> None:
    """Two worker processes of the reference engine give the numbers that one thread gives."""
    scenario = load(folder / "shop.yaml", ["time.horizon=20"], allow_plugins=True)
    one, two = (simulate(scenario, engine="reference", replications=3, workers=count) for count in (1, 2))
    assert one.gathered.fingerprints == two.gathered.fingerprints


def test_the_provenance_names_file_and_hash(folder: Path) -> None:
    """A run keeps the hash of every file it followed."""
    result = simulate(allowed(folder), engine="reference", replications=1)
    kept = json.loads((write_run(folder / "results", result.record()) / "provenance.json").read_text())
    assert set(kept["own_rules"]) == {
        "own_offer.py", "own_promise.py", "own_updates.py", "own_order.py", "own_forecast.py",
    }  # fmt: skip
    assert kept["own_rules"]["own_offer.py"] == OwnRule("offer", "own_offer.py", OFFER).sha256


@pytest.mark.skipif(PLAIN, reason="numba is told not to compile")
@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("return settings.units ** 2 > view.units_owed", r"line 32: \*\* differs between platforms; multiply"),
        ("return view.quantity << 70 > 1", r"line 32: a shift, which wraps at 64 bits in compiled code; multiply"),
        ("return len([1]) > view.units_owed", "line 32: a call of len"),
    ],
)  # fmt: skip
def test_what_cannot_be_compiled_is_for_the_reference_alone(
    folder: Path, new: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The compiled engine says why it cannot; asked for nothing, the reference is used and says so."""
    (folder / "own_offer.py").write_text(
        OFFER.replace("return view.units_owed + view.quantity <= cap(view.now, settings)", new)
    )
    scenario = allowed(folder)
    with pytest.raises(BackorderError, match=f"reference only, because own_offer.py.*{reason}"):
        simulate(scenario, engine="compiled", replications=1)
    assert not_compilable([scenario.world()])
    assert simulate(scenario, replications=1).engine == "reference"
    assert "using the reference engine, because own_offer.py" in caplog.text


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("return 1 // (view.units_owed - view.units_owed)", "ZeroDivisionError: "),
        ("return math.log(-1.0 - view.units_owed) > 0", "ValueError: math domain error"),
        ("return math.exp(1000.0 + view.units_owed) > 0", "OverflowError: math range error"),
    ],
)  # fmt: skip
def test_a_rule_that_fails_ends_the_run_in_both_engines(folder: Path, new: str, told: str) -> None:
    """Both tell the line, what the rule was asked, and when."""
    text = OFFER.replace("return view.units_owed + view.quantity <= cap(view.now, settings)", new)
    text = text.replace('"""\n\nfrom', '"""\nfrom', 1)
    (folder / "own_offer.py").write_text(text.replace("from typing", "import math\nfrom typing"))
    scenario = allowed(folder)
    said = told_by_both(scenario)
    assert said.startswith(f"own_offer.py:32: the rule for offer failed, {told}")
    assert "; it was asked OfferView(now=" in said
    assert re.search(r"; at [\d.]+ days, tick \d+, in replication 0$", said)


PROMISE, OFFERED = "return max(wait, 0)", "return view.units_owed + view.quantity <= cap(view.now, settings)"
TICKS = "and must answer ticks from now, 0 or more, or NOTHING"


@pytest.mark.parametrize(
    ("file", "old", "answer", "told"),
    [
        ("own_promise.py", PROMISE, "-5", f"answered -5, {TICKS}"),
        ("own_promise.py", PROMISE, "1e300 * 1e300 - 1e300 * 1e300", f"answered nan, {TICKS}"),
        ("own_promise.py", PROMISE, "1e300 * 1e300", f"answered inf, {TICKS}"),
        ("own_promise.py", PROMISE, "1e300", f"answered 1e+300, {TICKS}"),
        ("own_promise.py", PROMISE, "0.0 / max(0.0, -1.0)", "failed, ZeroDivisionError: "),
        ("own_offer.py", OFFERED, "1e300 * 1e300", "answered inf, and must answer yes or no"),
        ("own_offer.py", OFFERED, "1e300 * 1e300 - 1e300 * 1e300", "answered nan, and must answer yes or no"),
        ("own_forecast.py", None, "1e300 * 1e300", "answered inf, and must answer quanta per tick, 0 or more"),
        ("own_order.py", None, "1e13", "answered 10000000000000.0, and must answer quanta, at most a million million"),
    ],
)  # fmt: skip
def test_an_answer_that_no_rule_may_give_ends_the_run(
    folder: Path, file: str, old: str | None, answer: str, told: str
) -> None:
    """Less than NOTHING, beyond all bounds, or not a number is no answer; both engines say so in one sentence."""
    text = (FILES / file).read_text()
    replaced = old or next(line.strip() for line in reversed(text.splitlines()) if "return" in line)
    (folder / file).write_text(text.replace(replaced, f"return {answer}"))
    said = told_by_both(allowed(folder))
    decision = {"own_order.py": "replenishment"}.get(file, file[4:-3])
    assert re.match(rf"{file}(:\d+)?: the rule for {decision} {re.escape(told)}", said)
    assert re.search(r"; it was asked \w+View\(.*\); at [\d.]+ days, tick \d+, in replication 0$", said)


def test_an_order_that_could_not_be_counted_ends_the_run(folder: Path) -> None:
    """A million million quanta are an answer, and at every tick of the run they would sum up beyond 62 bits."""
    file = folder / "own_order.py"
    text = (FILES / "own_order.py").read_text()
    last = next(line.strip() for line in reversed(text.splitlines()) if "return" in line)
    file.write_text(text.replace(last, "return 1000000000000"))
    said = told_by_both(allowed(folder))
    assert "answered 1000000000000, and " in said and "set a coarser time.tick" in said


@pytest.mark.parametrize("answer", ["None", "'no'", "[1]"])
def test_an_answer_that_is_not_a_number_is_told_as_such(folder: Path, answer: str) -> None:
    """Nothing, a text or a list is refused by the one engine that can follow such a rule, with file, rule and time."""
    (folder / "own_offer.py").write_text(OFFER.replace(OFFERED, f"return {answer}"))
    kind = {"None": "a NoneType", "'no'": "'no'", "[1]": "a list"}[answer]
    sentence = (
        f"own_offer.py: the rule for offer answered {kind}, and must answer yes or no; it was asked OfferView"
    )
    with pytest.raises(
        OwnRuleFault, match=rf"^{re.escape(sentence)}.*; at [\d.]+ days, tick \d+, in replication 0$"
    ):
        simulate(allowed(folder), engine="reference", replications=1)


def told_by_both(scenario: Scenario) -> str:
    """Return what both engines say of a rule that fails, which is the same."""
    said: list[str] = []
    for engine in ("reference", "compiled"):
        with pytest.raises(OwnRuleFault, match="the rule for") as caught:
            simulate(scenario, engine=engine, replications=1)
        said.append(str(caught.value))
    assert said[0] == said[1]
    return said[0]


@pytest.mark.skipif(PLAIN, reason="numba is told not to compile")
def test_a_rule_is_compiled_once_and_the_kernel_never_again() -> None:
    """The rule's address is a number in a table: two Worlds with it have one function, whatever its settings."""
    own = OwnRule("offer", "own_offer.py", OFFER)
    first = address_of(own)
    assert address_of(OwnRule("offer", "own_offer.py", OFFER)) == first == int(float(first))
    assert numba.__version__


def test_a_comparison_combines_own_rules(folder: Path) -> None:
    """A lever may choose between a user's own rule and a built-in one; the provenance names the file."""
    text = (folder / "shop.yaml").read_text()
    (folder / "shop.yaml").write_text(
        text
        + "levers:\n  back_orders:\n    own: {retailers.*.back_orders: {offer: own_offer.py, settings: {units: 9, "
        "cycle: 4}}}\n    none: {retailers.*.back_orders: none}\ncompare: {grid: [back_orders]}\n"
    )
    found = compare(folder / "shop.yaml", engine="reference", replications=2, allow_plugins=True)
    assert [one.same_as for one in found.combinations] == [None, None]
    assert "own_offer.py" in found.record().extra["own_rules"]
