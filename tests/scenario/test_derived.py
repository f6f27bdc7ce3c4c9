"""The schema follows the registry of rules: every rule can be written, every setting described, none a second time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from model.policies.registry import DECISIONS, rules
from model.scenario import as_yaml, json_schema, load, template
from model.scenario.document import parse
from model.scenario.schema.root import Root
from model.scenario.schema.rules import Communication, Forecast, Updates
from model.scenario.schema.walk import fields_at, kinds_at

RULES = [(decision, name) for decision in DECISIONS for name in rules(decision)]
PLACES = {
    "replenishment": "retailers.x.stock.y.{rule}",
    "forecast": "retailers.x.stock.y.base_stock.forecast",
    "offer": "retailers.x.back_orders",
    "promise": "retailers.x.communication",
    "updates": "retailers.x.communication.updates",
    "compensation": "retailers.x.communication.compensation",
    "allocation": "retailers.x.allocation",
    "dispatch": "manufacturers.x.lines.dispatch",
    "sourcing": "retailers.x.stock.y.sourcing.{rule}",
}


@pytest.mark.parametrize(("decision", "rule"), RULES)
def test_every_setting_of_every_rule_can_be_written(decision: str, rule: str) -> None:
    """Each field of a rule's Settings is a field of the scenario at the place of its decision."""
    path = PLACES[decision].format(rule=rule).split(".")
    assert set(rules(decision)[rule].settings._fields) <= set(fields_at(Root, path))
    assert kinds_at(Root, path) != []


@pytest.mark.parametrize(
    ("decision", "rule"), [pair for pair in RULES if pair[0] in ("offer", "promise", "dispatch")]
)
def test_every_rule_can_be_chosen_by_name(decision: str, rule: str) -> None:
    """A rule's name narrows the union of its decision to its own settings."""
    path = [*PLACES[decision].split("."), rule]
    common = {
        "offer": {"offer", "window", "partial", "discount", "substitute_every"},
        "promise": {"promise", "updates", "firm", "compensation", "lateness_weight"},
        "dispatch": {"dispatch"},
    }
    assert set(fields_at(Root, path)) == common[decision] | set(rules(decision)[rule].settings._fields)


def described(schema: Any, place: str = "") -> Iterator[str]:
    """Yield the places of fields without a description."""
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            if not field.get("description") and "$ref" not in field:
                yield f"{place}.{name}"
        for name, child in schema.items():
            yield from described(child, f"{place}.{name}")
    elif isinstance(schema, list):
        for child in schema:
            yield from described(child, place)


def test_every_field_is_described() -> None:
    """The JSON schema, which is the reference page, says of every field what it means."""
    assert list(described(json_schema())) == []
    assert list(described({"properties": {"bare": {"type": "number"}}})) == [".bare"]


def test_defaults_of_the_schema_are_as_a_file_would_have_them() -> None:
    """The schema shows `never` and 0, not ticks, and is plain JSON."""
    text = json.dumps(json_schema())
    assert '"default": "never"' in text
    assert str(1 << 60) not in text


def test_choices_follow_the_settings_that_are_given() -> None:
    """Updates and forecasts have the settings of all their rules, and of a file, none of them given at first."""
    own = dict.fromkeys(("file", "settings", "sha256"))
    assert Updates.model_validate({}).model_dump() == {"every": None, "moved_by": None, **own}
    assert "smoothing" in Forecast.model_fields
    assert Communication is not None


def test_the_template_runs_as_it_is(tmp_path: Path) -> None:
    """What `new` writes loads without faults, whatever its name, and each of its lines is short."""
    for name in ("my-first", "no", "1e3", "über"):
        (tmp_path / f"{name}.yaml").write_text(template(name))
        scenario = load(tmp_path / f"{name}.yaml")
        assert len(scenario.combinations()) == 6
        assert scenario.title.lower() == name.replace("-", " ")
    assert max(map(len, template("x").splitlines())) <= 110


@pytest.mark.parametrize(
    "value", ["no", "1e3", "a: b", "#c", "", "*x", "- y", "it's", "3 weeks", "ä", "a\nb", "null", "~", "x "]
)
def test_text_written_is_text_read(value: str) -> None:
    """Whatever the text, it comes back from the resolved YAML as the same text, as a value and as a name."""
    form = {"a": value, "b": [value], "c": {value: {value: 1.5}}, "d": {}}
    assert parse(as_yaml(form, {}), "x").plain() == form


def test_a_large_network_loads_in_seconds(tmp_path: Path) -> None:
    """Two thousand stock points in a chain of depots and shops load within seconds: nothing is quadratic in earnest."""
    shops = "\n".join(f"  s{n}: {{stock: {{i: {{base_stock: 5, from: d{n % 100}}}}}}}" for n in range(1900))
    depots = "\n".join(f"  d{n}: {{stock: {{i: {{base_stock: 50, from: w}}}}}}" for n in range(100))
    people = "\n".join(f"  c{n}: {{shop: s{n}, buys: i, requests: {{rate: 1}}}}" for n in range(1900))
    (tmp_path / "x.yaml").write_text(
        "schema: 1\ntime: {horizon: 30}\nitems: {i: {}}\nsuppliers: {w: {supplies: {i: {lead_time: 3}}}}\n"
        f"distributors:\n{depots}\nretailers:\n{shops}\ncustomers:\n{people}\n"
    )
    started = time.process_time()
    found = load(tmp_path / "x.yaml").world()
    assert len(found.stocks) == 2000
    assert time.process_time() - started < 20
