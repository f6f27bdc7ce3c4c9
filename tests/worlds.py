"""Small worlds made by hand, in ticks, for tests that want to know every number in them."""

from __future__ import annotations

from typing import Any

from model.policies.customer import patience
from model.policies.registry import choose
from model.scenario.laws import Law, constant
from model.scenario.world import (
    Belief,
    Clock,
    Item,
    Kind,
    Lane,
    Replenishment,
    Segment,
    Shop,
    SourceKind,
    Stock,
    Stream,
    Supplier,
    World,
)  # fmt: skip

UNIT = 1_000_000
"""Ticks of the abstract time unit."""


def simple_world(
    *,
    horizon: int = 1000,
    warm_up: int = 0,
    rule: Any = None,
    on_hand: int = 20,
    offer: Any = None,
    promise: Any = None,
    updates: Any = None,
    lead: Law | None = None,
    gap: Law | None = None,
    patience_law: Law | None = None,
    tolerance_law: Law | None = None,
    temper: patience.Settings | None = None,
    shop: dict[str, Any] | None = None,
    lane: dict[str, Any] | None = None,
    segment: dict[str, Any] | None = None,
) -> World:
    """One supplier, one retailer, one item, anonymous requests: one a time unit, lead times of ten, unless told."""
    exponential = Law("exponential", (1.0,))
    uniform = Law("uniform", (0.0, 1.0))
    laws = {
        "lead_time/1": (lead or exponential.scaled(10 * UNIT)),
        "gap/1": gap or exponential.scaled(UNIT),
        "tolerance/1": tolerance_law or exponential.scaled(8 * UNIT),
        "patience/1": patience_law or exponential.scaled(8 * UNIT),
        "quantity/1": constant(1),
        "site_choice/1": uniform,
        "item_choice/1": uniform,
        "thinning/1": uniform,
        "spread/1": uniform,
        "substitution/1": uniform,
        "luck/1": uniform,
    }
    places = {name: place for place, name in enumerate(laws)}
    entity = {"lead_time/1": "retailers.shop/item"}
    streams = tuple(Stream(name, entity.get(name, "customers.all"), law) for name, law in laws.items())
    people = Segment(
        **{
            **dict(
                name="customers.all", kind=Kind.STREAM, klass=1, sites=(0,), site_up_to=(1.0,), items=(0,),
                item_up_to=(1.0,), stocks=((0,),), first_cell=0, count=1, joins=None, join_gap=0.0,
                gap=places["gap/1"], rate=None, first=None, limit=1 << 60, until=1 << 60,
                site_choice=places["site_choice/1"], item_choice=places["item_choice/1"],
                thinning=places["thinning/1"], spread=places["spread/1"], quantity=places["quantity/1"],
                tolerance=places["tolerance/1"] if tolerance_law else None,
                patience=places["patience/1"] if patience_law else None,
                temper=temper or patience.Settings(), belief=Belief(0), substitution=places["substitution/1"],
                substitutes=(), dropout=None, loyalty=None, luck=places["luck/1"], profile=None, history=None,
            ),
            **(segment or {}),
        }
    )  # fmt: skip
    mean = streams[places["lead_time/1"]].law.mean()
    stock = Stock(
        name="retailers.shop/item", site=0, item=0, on_hand=on_hand,
        replenishment=Replenishment(rule or choose("replenishment", "s_S", s=8, S=20)),
        lanes=(0,), production=None, allocation=choose("allocation", "first_come"), reserve=(0,),
        shop=Shop(
            offer=offer or choose("offer", "open"), promise=promise or choose("promise", "none"),
            updates=updates or choose("updates", "none"), **(shop or {}),
        ),
    )  # fmt: skip
    way = Lane(
        **{
            "name": "retailers.shop/item from ample", "kind": SourceKind.SUPPLIER, "source": 0, "to": 0, "transit": 0,
            "mean_transit": round(mean), **(lane or {}),
        }
    )  # fmt: skip
    from model.scenario.world import Site

    return World(
        clock=Clock("period", UNIT, -warm_up * UNIT, horizon * UNIT),
        items=(Item("item"),), suppliers=(Supplier("suppliers.ample"),), sites=(Site("retailers.shop", "retailer"),),
        stocks=(stock,), lanes=(way,), segments=(people,), streams=streams, served_within=(0, UNIT), samples=50,
    )  # fmt: skip
