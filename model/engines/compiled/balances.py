"""Recompute every balance of the tables from their parts, in Python, between two events; slow, for tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import ImpossibleState
from ...outcome.tallies import LEDGER, Cell
from ...scenario.world import Effect, SourceKind, World
from .book import CUSTOMER, JOB, SITE
from .disruption_balances import disruption_fault, struck
from .tables import NO_ROW
from .tree_balances import tree_fault
from .wait_balances import check_waits

Tables = dict[str, Any]


def check_balances(tables: Tables, world: World) -> None:
    """Raise ImpossibleState at the first balance that does not hold."""
    names = [stock.name for stock in world.stocks]
    entries = [tables["order"][place] for place in walked(tables)]
    tick = int(tables["run"][0]["now"])
    for stock in range(len(tables["stock"])):
        fault = fault_of(tables, entries, stock, world)
        if fault is not None:
            raise ImpossibleState(fault, tick=tick, entity=names[stock])
    check_lines(tables, tick, world)
    for lane in range(len(tables["lane"])):
        fault = disruption_fault(tables, lane, world.lanes[lane].name)
        if fault is not None:
            raise ImpossibleState(fault, tick=tick, entity=names[int(tables["lane"][lane]["to"])])
    check_waits(tables, tick, names)
    owed = np.zeros(len(tables["cells"]), np.int64)
    for entry in entries:
        if entry["kind"] == CUSTOMER and first_of_wish(tables, entry, names):
            owed[entry["cell"]] += entry["left"]
    cells = tables["cells"][1:]
    told = cells[:, list(LEDGER)].sum(axis=1)
    if tables["run"][0]["now"] < tables["run"][0]["horizon"]:
        told = told + owed[1:]
    wrong = np.nonzero(told != cells[:, Cell.REQUESTED])[0]
    if len(wrong):
        cell = int(wrong[0])
        asked = int(cells[cell, Cell.REQUESTED])
        raise ImpossibleState(
            f"the ledger holds {int(told[cell])} of {asked} units asked for", tick=tick, entity=f"cell {cell}"
        )


def first_of_wish(tables: Tables, entry: Any, names: list[str]) -> bool:
    """Return whether this is the first open order for its wish; raise where those placed elsewhere are at odds."""
    first, shops, place = True, {int(entry["stock"])}, int(entry["twin"])
    while place != NO_ROW and tables["order"][place]["serial"] != entry["serial"]:
        twin = tables["order"][place]
        if twin["left"] != entry["left"] or twin["cell"] != entry["cell"] or int(twin["stock"]) in shops:
            raise ImpossibleState(
                f"order {entry['serial']} and those placed elsewhere for the same wish are at odds",
                tick=int(tables["run"][0]["now"]),
                entity=names[int(entry["stock"])],
            )
        shops.add(int(twin["stock"]))
        first = first and bool(twin["serial"] > entry["serial"])
        place = int(twin["twin"])
    return first


def check_lines(tables: Tables, tick: int, world: World) -> None:
    """There are as many lines as were decided on, and none is set up for longer than it has a job."""
    lines = tables["line"]
    for place, site in enumerate(tables["site"]):
        name = world.sites[place].name
        if site["unlimited"]:
            check_unlimited(tables, place, tick, name)
            continue
        mine = lines[int(site["line_first"]) : int(site["line_first"] + site["line_count"])]
        there = int((mine["installed"] - mine["leaving"]).sum())
        wanted = int(site["lines"] + site["level"] * site["step_lines"])
        if there != wanted:
            raise ImpossibleState(
                f"{there} lines are there to stay, {wanted} were decided on",
                tick=tick,
                entity=name,
            )
        strike = struck(tables, Effect.FREEZE_LINES, place)
        if site["frozen"] != strike or site["speed"] != site["ramped"] * site["reduced"]:
            raise ImpossibleState(
                f"lines stand still by {site['frozen']} disruptions, {strike} last; speed {site['speed']:g}",
                tick=tick,
                entity=name,
            )
        if (mine["setting_up"] < 0).any() or (mine["setting_up"] > np.maximum(mine["left"], 0)).any():
            raise ImpossibleState("a set-up is longer than its job", tick=tick, entity=name)


def check_unlimited(tables: Tables, place: int, tick: int, name: str) -> None:
    """Where lines are unlimited, no job waits unless all stand still, and the lines without a job are known."""
    run, lines, site = tables["run"][0], tables["line"], tables["site"][place]
    if int(run["lines"] + run["free_lines"]) != len(lines):
        raise ImpossibleState("lines are lost", tick=tick, entity=name)
    mine = [line for line in range(int(run["lines"])) if lines[line]["site"] == place]
    without = {line for line in mine if lines[line]["stock"] == NO_ROW}
    known: set[int] = set()
    line = int(site["idle"])
    while line != NO_ROW and line not in known:
        known.add(line)
        line = int(lines[line]["next_idle"])
    if known != without:
        raise ImpossibleState(
            f"{len(known)} lines are known to be without a job, {len(without)} are",
            tick=tick,
            entity=name,
        )
    made = [stock for stock, row in enumerate(tables["stock"]) if row["site"] == place]
    if not site["frozen"] and any(waiting_jobs(tables, stock) for stock in made):
        raise ImpossibleState("jobs wait, and lines are unlimited", tick=tick, entity=name)


def walked(tables: Tables) -> list[int]:
    """Return the rows of every entry in every book, found by following the lists."""
    found: list[int] = []
    for shelf in tables["shelf"]:
        place = int(shelf["head"])
        while place != NO_ROW:
            found.append(place)
            place = int(tables["order"][place]["next"])
    return found


def fault_of(tables: Tables, entries: list[Any], stock: int, world: World) -> str | None:
    """Return what does not hold at a stock point, None if all does."""
    row = tables["stock"][stock]
    if row["on_hand"] < 0:
        return f"on_hand is {row['on_hand']}"
    mine = [entry for entry in entries if entry["stock"] == stock]
    owed = sum(int(entry["left"]) for entry in mine)
    if row["backlog"] != owed:
        return f"backlog is {row['backlog']}, the book owes {owed}"
    asked = sum(int(entry["left"] * entry["asked"]) for entry in mine)
    if row["owed_asked"] != asked:
        return f"ticks asked at add up to {row['owed_asked']}, those of the book to {asked}"
    fault = tree_fault(tables, stock, mine, [lane.name for lane in world.lanes])
    if fault is not None:
        return fault
    if any(entry["left"] <= 0 for entry in mine):
        return "the book holds an entry that is owed nothing"
    if not all(components_add_up(tables, entry) for entry in mine if entry["kind"] == JOB):
        return "given and owed of a component are not what the jobs of an order need"
    first = int(row["lane_first"])
    for lane in range(first, first + int(row["lane_count"])):
        fault = fault_of_lane(tables, entries, lane, world.lanes[lane].name)
        if fault is not None:
            return fault
    waiting = unreleased(tables, entries, stock)
    if row["unreleased"] != waiting:
        return f"{row['unreleased']} wait for components, the orders say {waiting}"
    coming = coming_to(tables, entries, stock) + waiting
    if row["on_order"] != coming:
        return f"on_order is {row['on_order']}, on its way, held, owed and in work are {coming}"
    if not 0 <= row["phantom"] <= row["on_order"]:
        return f"{row['phantom']} not wanted are on order, of {row['on_order']}"
    mine = tables["lane"][int(row["lane_first"]) : int(row["lane_first"] + row["lane_count"])]
    wanted = row["on_order"] - row["phantom"]
    if row["sourcing"] != NO_ROW and (mine["on_order"] > wanted).any():
        return f"a source is to bring more than the {wanted} that are wanted of all"
    given = given_to_jobs(tables, entries, stock)
    if row["in_jobs"] != given:
        return f"in_jobs is {row['in_jobs']}, orders, jobs and lines have {given}"
    return None


def components_add_up(tables: Tables, entry: Any) -> bool:
    """Return whether an order to the lines has got of a component, or is owed, what all its jobs need."""
    number, place = int(entry["production_order"]), int(entry["component"])
    order = tables["production_order"][number]
    product = tables["stock"][order["stock"]]
    given = int(tables["given"][number * int(tables["run"][0]["components"]) + place])
    needed = tables["component"][int(product["component_first"]) + place]["needed"]
    return given + int(entry["left"]) == int(order["jobs"] * product["lot"] * needed)


def fault_of_lane(tables: Tables, entries: list[Any], lane: int, name: str) -> str | None:
    """Return what does not hold by a lane that is one of several, None if all does."""
    row, orders = tables["lane"][lane], tables["purchase"][tables["purchase"]["lane"] == lane]
    coming = coming_by(tables, entries, lane)
    shipped = tables["shipment"][tables["shipment"]["lane"] == lane]
    if row["kind"] == SourceKind.SUPPLIER:
        shipped = shipped[shipped["number"] != NO_ROW]
    if row["in_transit"] != shipped["quantity"].sum():
        return f"in transit by {name} are {row['in_transit']}, shipments say {shipped['quantity'].sum()}"
    if row["sourcing"] != NO_ROW and row["on_order"] != coming:
        return f"on order by {name} is {row['on_order']}, to come are {coming}"
    if row["dated"] == 0:
        return None
    if orders["left"].sum() != coming:
        return f"open orders by {name} are {orders['left'].sum()}, to come are {coming}"
    held = sum(int(entry["left"]) for entry in entries if entry["kind"] == SITE and entry["lane"] == lane)
    shipments = tables["shipment"][tables["shipment"]["lane"] == lane]
    if row["kind"] == SourceKind.SUPPLIER:
        held += int(shipments["quantity"][shipments["number"] == NO_ROW].sum())
    if orders["unshipped"].sum() != held:
        return f"{orders['unshipped'].sum()} unshipped by {name}, held and owed are {held}"
    if ((orders["due"] < tables["run"][0]["now"]) & (orders["late"] == 0)).any():
        return f"an order by {name} has passed its due date, and counts as in time"
    if row["overdue"] != orders["late"].sum():
        return f"{row['overdue']} orders are overdue by {name}"
    return None


def coming_to(tables: Tables, entries: list[Any], stock: int) -> int:
    """Count what was ordered and has not come, wherever it is but in jobs that wait for components."""
    row = tables["stock"][stock]
    first = int(row["lane_first"])
    coming = sum(coming_by(tables, entries, lane) for lane in range(first, first + int(row["lane_count"])))
    return coming + released(tables, stock) if row["lane_count"] == 0 else coming


def released(tables: Tables, stock: int) -> int:
    """Count units of jobs released and not done: in the line for the lines, or at work."""
    row = tables["stock"][stock]
    lines = tables["line"][tables["line"]["stock"] == stock]
    working = int((row["lot"] - lines["pieces_out"] * row["piece"]).sum())
    return waiting_jobs(tables, stock) * int(row["lot"]) + working


def given_to_jobs(tables: Tables, entries: list[Any], component: int) -> int:
    """Count what was given to orders whose jobs wait for more, and to jobs released and not done."""
    given, components = 0, int(tables["run"][0]["components"])
    waiting = {int(entry["production_order"]) for entry in entries if entry["kind"] == JOB}
    for stock, row in enumerate(tables["stock"]):
        for place in range(int(row["component_count"])):
            giver, needed, _ = tables["component"][int(row["component_first"]) + place]
            if giver == component:
                given += released(tables, stock) * int(needed)
                for number in waiting:
                    order = tables["production_order"][number]
                    if order["stock"] == stock:
                        used = int(order["released"] * row["lot"] * needed)
                        given += int(tables["given"][number * components + place]) - used
    return given


def unreleased(tables: Tables, entries: list[Any], stock: int) -> int:
    """Count what was ordered from a site's own lines and waits for components."""
    waiting = {int(entry["production_order"]) for entry in entries if entry["kind"] == JOB}
    orders = tables["production_order"][sorted(waiting)]
    mine = orders[orders["stock"] == stock]
    jobs = int((mine["jobs"] - mine["released"]).sum())
    return jobs * int(tables["stock"][stock]["lot"])


def coming_by(tables: Tables, entries: list[Any], lane: int) -> int:
    """Count what was ordered by a lane and has not come: under way, held at a door, owed by a site."""
    shipments = tables["shipment"]
    coming = int(shipments["quantity"][shipments["lane"] == lane].sum())
    return coming + sum(
        int(entry["left"]) for entry in entries if entry["kind"] == SITE and entry["lane"] == lane
    )


def waiting_jobs(tables: Tables, stock: int) -> int:
    """Count a stock point's released jobs that no line has begun."""
    place, jobs = int(tables["site"][tables["stock"][stock]["site"]]["head"]), 0
    while place != NO_ROW:
        batch = tables["batch"][place]
        jobs += int(batch["jobs"]) if batch["stock"] == stock else 0
        place = int(batch["next"])
    return jobs
