"""Whole scenarios."""

from __future__ import annotations

from hypothesis import strategies as st

from .aims import Aim, directed
from .customers import segments
from .disruptions import AT_A_GIVER, AT_A_SITE, disruptions
from .laws import Document, Draw
from .shops import depots, retailers, shops, to_sites
from .sources import below, plants, suppliers


@st.composite
def documents(draw: Draw, lattice: bool, aim: Aim = Aim.ANYTHING) -> Document:
    """A whole scenario: up to three levels of sites and two of parts, one or two items, plants, shops and segments."""
    finals = ["a", "b"] if aim in (Aim.STEPS, Aim.STRUCK) else draw(st.sampled_from([["a"], ["a", "b"]]))
    made = aim.made or (aim not in (Aim.TAKEN_BACK, Aim.REFUSED) and draw(st.booleans()))
    parts = made and aim not in (Aim.WORK_BEGINS, Aim.STEPS)
    components = draw(st.sampled_from([[], ["c"], ["c", "d"]])) if parts else []
    items: Document = {name: {"price": 10} for name in finals + components}
    divisible = draw(st.integers(0, 3)) == 0
    if components:
        for name in finals:
            items[name]["made_of"] = {component: draw(st.integers(1, 2)) for component in components}
    bought = components if made else finals
    document: Document = {
        "schema": 1, "seed": draw(st.integers(0, 1000)), "replications": 2,
        "time": {"unit": "day", "horizon": draw(st.integers(60, 140)), "warm_up": draw(st.sampled_from([0, 15]))},
        "items": items, "suppliers": {"works": suppliers(draw, lattice, bought or ["a"])},
    }  # fmt: skip
    if divisible:
        document["time"]["tick"] = "1 s"  # in finer ticks, stock in millionths would not fit
    if made:
        a_plant(draw, lattice, aim, document, finals, components)
    if divisible:
        for block in items.values():
            block["units"] = "divisible"
    bought_too = aim.made and draw(st.booleans())
    rival = "mill" if bought_too or not made else ""
    if rival:
        document["suppliers"]["mill"] = suppliers(draw, lattice, finals)
    source, rival = between(draw, lattice, aim, document, finals, "plant" if made else "works", rival)
    sellers = who_sells(draw, aim, made, bought_too)
    if "plant" in sellers:
        sells_itself(draw, lattice, document["manufacturers"]["plant"], finals, components)
    others = [name for name in sellers if name != "plant"]
    supplied(draw, lattice, document, finals, others, source, rival)
    document["customers"] = people(draw, lattice, sellers, {name: items[name] for name in finals})
    counted(draw, document)
    troubles(draw, lattice, document, finals, bool(components))
    directed(draw, lattice, aim, document)
    without_effect(document)
    narrowed(draw, document)
    return document


def a_plant(
    draw: Draw, lattice: bool, aim: Aim, document: Document, finals: list[str], components: list[str]
) -> None:
    """Have the items made, perhaps of components that another level makes or sends."""
    document["manufacturers"] = {"plant": plants(draw, lattice, finals, components, aim.made)}
    if not components:
        document["suppliers"] = {}
    elif draw(st.booleans()):
        below(draw, lattice, document)


def between(
    draw: Draw, lattice: bool, aim: Aim, document: Document, finals: list[str], source: str, rival: str
) -> tuple[str, str]:
    """Perhaps put one or two depots before a source and its rival; return from whom shops then buy."""
    no_depot = aim in (Aim.TAKEN_BACK, Aim.REFUSED)
    if aim is not Aim.TURNED_AWAY and (no_depot or not draw(st.booleans())):
        return source, rival
    document["distributors"] = {"depot": depots(draw, lattice, finals, source, rival)}
    if aim is Aim.TURNED_AWAY or draw(st.booleans()):
        document["distributors"]["yard"] = depots(draw, lattice, finals, source, rival)
        return "depot", "yard"
    return "depot", "plant" if "manufacturers" in document else ""


def sells_itself(
    draw: Draw, lattice: bool, plant: Document, finals: list[str], components: list[str]
) -> None:
    """Have a plant sell to customers, perhaps to order and with jobs that are taken back."""
    plant.update(shops(draw, lattice, not components))
    if components and draw(st.integers(0, 3)) > 0:
        plant["lines"].update(count=1, unit_time=draw(st.integers(2, 5)))
        plant.pop("ramp_down", None)
        for name in finals:
            taken_back(plant["stock"][name])


def supplied(
    draw: Draw,
    lattice: bool,
    document: Document,
    finals: list[str],
    others: list[str],
    source: str,
    rival: str,
) -> None:
    """Add the shops that buy, and what those who supply them say; without such shops there is no depot."""
    if not others:
        document.pop("distributors", None)
        return
    document["retailers"] = {name: retailers(draw, lattice, finals, source, rival) for name in others}
    for site in (*document.get("distributors", {}).values(), *document.get("manufacturers", {}).values()):
        if draw(st.booleans()):
            site["to_sites"] = to_sites(draw)


def people(draw: Draw, lattice: bool, sellers: list[str], items: Document) -> Document:
    """One or two segments of customers."""
    several = [["stream", "population"], ["record", "stream"], ["population", "strangers"]]
    kinds = draw(st.sampled_from([["stream"], ["population"], *several, ["stream", "population"]]))
    return {
        f"people{place}": segments(draw, lattice, sellers, items, kind) for place, kind in enumerate(kinds)
    }


def counted(draw: Draw, document: Document) -> None:
    """Say what is measured and paid, and whether the run ends with its first requests."""
    if draw(st.booleans()):
        document["measures"] = {"satisfaction": {"late": [0, draw(st.integers(1, 3))], "scores": [5, 3, 1]}}
    if draw(st.integers(0, 5)) == 0:
        document["time"]["requests"] = draw(st.integers(1, 60))
    elif draw(st.booleans()):
        document.setdefault("measures", {})["bullwhip"] = draw(st.sampled_from([3, 7]))
    document["costs"] = {"discount": "0.1 per year"} if draw(st.booleans()) else {}
    if draw(st.booleans()) and "requests" not in document["time"]:
        document["costs"].update(hold=1, accrue_every=divisor(draw, document["time"]["horizon"]))


def who_sells(draw: Draw, aim: Aim, made: bool, bought_too: bool) -> list[str]:
    """Shops, or the plant itself, or both."""
    if aim is Aim.WORK_BEGINS:
        return ["plant", "north"] if bought_too else ["plant"]
    direct = made and aim is not Aim.TURNED_AWAY and not bought_too
    sellers = draw(
        st.sampled_from([["north"], ["north", "south"], *[["plant"], ["plant", "north"]] * direct])
    )
    if len(sellers) > 1 and draw(st.booleans()):
        sellers = [*sellers, "east"]
    return sellers


def divisor(draw: Draw, horizon: int) -> str:
    """A period, of days or of half days, of which the horizon is a whole number."""
    periods = [days for days in (1, 2, 3, 5, 7) if horizon % days == 0]
    return f"{draw(st.sampled_from([0.5, *periods]))} days"


def taken_back(entry: Document) -> None:
    """Have jobs made to order, and taken back when the customer leaves."""
    entry["base_stock"] = {"S": 0, "withdraw": "not-begun"}


def troubles(draw: Draw, lattice: bool, document: Document, finals: list[str], components: bool) -> None:
    """Disrupt some sites, in ways that can strike them."""
    for shop in document.get("retailers", {}).values():
        shop.update(disruptions(draw, lattice, AT_A_SITE, finals))
    for depot in document.get("distributors", {}).values():
        depot.update(disruptions(draw, lattice, AT_A_GIVER, finals))
    for plant in document.get("manufacturers", {}).values():
        effects = ("pause-orders", "destroy-stock", "freeze", "capacity-factor")
        effects += ("pause-receipts",) if components else ()
        effects += ("pause-shipments",) if "retailers" in document else ()
        plant.update(disruptions(draw, lattice, effects, of_lines=True))


def narrowed(draw: Draw, document: Document) -> None:
    """Have some of the trouble of those who ship strike what goes to one site that they supply."""
    sites = {
        name: site
        for role in ("manufacturers", "distributors", "retailers")
        for name, site in document.get(role, {}).items()
    }
    for name, block in {**document.get("suppliers", {}), **document.get("distributors", {})}.items():
        buyers = [
            other
            for other, site in sites.items()
            if any(name in each.get("from", "") for each in site["stock"].values())
        ]
        for one in block.get("disruptions", []):
            sends = one["effect"] == "pause-shipments" or name not in sites
            if buyers and sends and "item" not in one and draw(st.integers(0, 2)) == 0:
                one["to"] = draw(st.sampled_from(buyers))


def without_orders(document: Document) -> None:
    """Take away what nobody orders at the second depot, and the second depot and supplier if nobody orders there."""
    yard = document.get("distributors", {}).get("yard", {"stock": {}})
    for item in list(yard["stock"]):
        if not any("yard" in shop["stock"][item]["from"] for shop in document["retailers"].values()):
            del yard["stock"][item]
            left = [one for one in yard.get("disruptions", []) if one.get("item") != item]
            yard.update(disruptions=left)
    if not yard["stock"]:
        document.get("distributors", {}).pop("yard", None)
    sites = (*document.get("distributors", {}).values(), *document.get("retailers", {}).values())
    if not any("mill" in entry["from"] for site in sites for entry in site["stock"].values()):
        document["suppliers"].pop("mill", None)
    if not document["suppliers"]:
        del document["suppliers"]


def without_effect(document: Document) -> None:
    """Take out what the format refuses, since it would mean nothing here."""
    without_orders(document)
    for plant in document.get("manufacturers", {}).values():
        told = plant.get("communication", {})
        if plant["lines"]["count"] == "unlimited" and told.get("promise") == "position":
            told.setdefault("over", 2)
        if told.get("firm") == "work-begins":
            for segment in document["customers"].values():
                segment.pop("also_orders_at", None)
    if not any(segment.get("substitutes") for segment in document["customers"].values()):
        for site in (*document.get("retailers", {}).values(), *document.get("manufacturers", {}).values()):
            site.get("back_orders", {}).pop("substitute_every", None)
    if any(segment["class"] > 1 for segment in document["customers"].values()):
        return
    sites = (*document.get("retailers", {}).values(), *document.get("manufacturers", {}).values())
    if any(site.get("back_orders", {}).get("offer") == "class" for site in sites):
        document["customers"]["people0"]["class"] = 2
        return
    for site in sites:
        for entry in site["stock"].values():
            entry.pop("reserve", None)
