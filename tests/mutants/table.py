"""The table of mutants: for each policy and mechanism a coefficient that is off by 5 %, and what notices.

Whole numbers below 20 are off by one. Rules without a coefficient are taken for another.
"""

from __future__ import annotations

from dataclasses import dataclass

from .worlds import CLASSES, DIRECT, LINE, MORE, PLANT, TWO_SHOPS, TWO_SOURCES, Edge

TALK = "retailers.corner.communication"
ORDERS = "retailers.corner.back_orders"
STOCK = "retailers.corner.stock.lamp"
ALL = "customers.all"
LINES = "manufacturers.plant.lines.dispatch"
TWICE = f"{ALL}.requests={{every: 0.5, first: 0, limit: 100}}"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A policy with one coefficient off."""

    policy: str
    """`decision: rule` of the registry, or the name of a mechanism."""
    mutation: str
    """The change that must be noticed, as an override."""
    edge: Edge


LATE = f"{TALK}={{promise: fixed, days: 5}}"
PROMISED = f"{TALK}={{promise: fixed, days: 10}}"
AS_LONG_AS_IT_TAKES = "told ten days, which is what it takes and what is tolerated: nobody refuses"
LASTS = "ordered at twenty, which last ten days, to the instant in which the goods come first: never empty"
IN_TIME = "patience lasts ten days, to the instant of the receipt, which comes first: nobody leaves"

MUTANTS: tuple[Mutant, ...] = (
    Mutant("patience", f"{ALL}.patience.silent=0.525", Edge(
        IN_TIME + "; 5 / .5", (f"{ALL}.patience={{budget: 5, silent: 0.5}}",), "reneged", 0)),
    Mutant("patience", f"{ALL}.patience.before=0.525", Edge(
        IN_TIME + "; 5 / .5", (PROMISED, f"{ALL}.patience={{budget: 5, before: 0.5}}"), "reneged", 0)),
    Mutant("patience", f"{ALL}.patience.after=0.525", Edge(
        IN_TIME + "; nothing in the 5 days told, then 2.5 / .5",
        (f"{TALK}={{promise: fixed, days: 5}}", f"{ALL}.patience={{budget: 2.5, before: 0, after: 0.5}}"),
        "reneged", 0)),
    Mutant("patience", f"{ALL}.patience.fresh=0.525", Edge(
        IN_TIME + "; always fresh from the last message, 5 / .5",
        (f"{TALK}={{promise: fixed, days: 20, updates: {{every: 1}}}}",
         f"{ALL}.patience={{budget: 5, before: 1, fresh: 0.5, fresh_for: 1}}"), "reneged", 0)),
    Mutant("patience", f"{ALL}.patience.fresh_for=0.95", Edge(
        IN_TIME + "; always fresh from the last message, 5 / .5",
        (f"{TALK}={{promise: fixed, days: 20, updates: {{every: 1}}}}",
         f"{ALL}.patience={{budget: 5, before: 1, fresh: 0.5, fresh_for: 1}}"), "reneged", 0)),
    Mutant("patience", f"{ALL}.patience.budget=9.5", Edge(IN_TIME, (f"{ALL}.patience={{budget: 10}}",), "reneged", 0)),
    Mutant("tolerance", f"{ALL}.tolerance=9.5", Edge(
        AS_LONG_AS_IT_TAKES, (PROMISED, f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("belief", f"{ALL}.belief=10.5", Edge(
        "nothing told, ten days believed and tolerated", (f"{ALL}.tolerance=10", f"{ALL}.belief=10"), "balked", 0)),
    Mutant("promise: none", f"{TALK}={{promise: fixed, days: 10}}", Edge(
        "in silence nobody refuses, whatever is tolerated", (f"{ALL}.tolerance=5",), "balked", 0)),
    Mutant("promise: fixed", f"{TALK}.days=10.5", Edge(
        AS_LONG_AS_IT_TAKES, (PROMISED, f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("promise: pipeline", f"{TALK}.margin=1.05", Edge(
        AS_LONG_AS_IT_TAKES, (f"{TALK}={{promise: pipeline}}", f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("promise: exact", f"{TALK}.margin=1.05", Edge(
        AS_LONG_AS_IT_TAKES, (f"{TALK}={{promise: exact}}", f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("promise: position", f"{TALK}.rate=0.095 per day", Edge(
        "one customer: own unit 1 / .1 a day = ten days, as tolerated",
        (f"{TALK}={{promise: position, rate: 0.1 per day}}", f"{ALL}.tolerance=10", f"{ALL}.requests.limit=1"),
        "balked", 0)),
    Mutant("promise: position", f"{TALK}.margin=1.05", Edge(
        "one customer: own unit 1 / .1 a day = ten days, as tolerated",
        (f"{TALK}={{promise: position, rate: 0.1 per day}}", f"{ALL}.tolerance=10", f"{ALL}.requests.limit=1"),
        "balked", 0)),
    Mutant("promise: average", f"{TALK}.initial=10.5", Edge(
        "told ten days until others have waited them, ten tolerated",
        (f"{TALK}={{promise: average, initial: 10}}", f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("promise: average", f"{TALK}.margin=1.05", Edge(
        "nothing told at first, then the ten days of those, ten tolerated",
        (f"{TALK}={{promise: average, initial: 0}}", f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("promise: quantile", f"{TALK}.initial=10.5", Edge(
        "told ten days until others have waited them, ten tolerated",
        (f"{TALK}={{promise: quantile, initial: 10}}", f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("promise: quantile", f"{TALK}.margin=1.05", Edge(
        "nothing told at first, then the ten days of those, ten tolerated",
        (f"{TALK}={{promise: quantile, initial: 0}}", f"{ALL}.tolerance=10"), "balked", 0)),
    Mutant("updates: none", f"{TALK}.updates={{every: 5}}", Edge("nobody writes", (PROMISED,), "messages", 0)),
    Mutant("updates: regular", f"{TALK}.updates.every=2.375", Edge(
        "after 2.5, 5 and 7.5 days; at ten the goods come first: 3 messages an order",
        (f"{TALK}={{promise: fixed, days: 10, updates: {{every: 2.5}}}}",), "messages", 3)),
    Mutant("updates: moved", f"{TALK}.updates.moved_by=5.7", Edge(
        "day 5 told; on day 6 it would be 11, moved by 6, not more; on day 7 it is 12: seven days' slip",
        (f"{TALK}={{promise: fixed, days: 5, updates: {{every: 1, moved_by: 6}}}}",), "slip", 7)),
    Mutant("offer: none", f"{ORDERS}={{offer: open}}", Edge(
        "nothing on the shelf, nothing offered", (f"{ORDERS}={{offer: none}}",), "not_offered", 1)),
    Mutant("offer: open", f"{ORDERS}={{offer: none}}", Edge("everyone may wait", (), "not_offered", 0)),
    Mutant("offer: within", f"{ORDERS}.wait=9.5", Edge(
        "the shop expects ten days and offers as many", (f"{ORDERS}={{offer: within, wait: 10}}",), "not_offered", 0)),
    Mutant("offer: capped", f"{ORDERS}.units=19", Edge(
        "two units a day for ten days are owed, twenty allowed",
        (TWICE, f"{ORDERS}={{offer: capped, units: 20}}"), "not_offered", 0)),
    Mutant("offer: capped", f"{ORDERS}.orders=19", Edge(
        "two orders a day for ten days are owed, twenty allowed",
        (TWICE, f"{ORDERS}={{offer: capped, orders: 20}}"), "not_offered", 0)),
    Mutant("offer: class", f"{ORDERS}={{offer: open}}", Edge(
        "of two who ask, one of the first class and one of the second, the first is offered to wait",
        (f"{ORDERS}={{offer: class, up_to: 1}}",), "not_offered", 0.5, CLASSES)),
    Mutant("compensation: none", f"{TALK}.compensation={{when: broken}}", Edge(
        "nothing is paid for the five days beyond the date told", (LATE,), "compensations", 0)),
    Mutant("compensation: broken", f"{TALK}.compensation.after=4.75", Edge(
        "five days late, and paid for beyond five", (f"{LATE[:-1]}, compensation: {{when: broken, after: 5}}}}",),
        "compensations", 0)),
    Mutant("compensation: late", f"{TALK}.compensation.every=2.375", Edge(
        "five days late at a payment for each 2.5 begun: two an order",
        (f"{LATE[:-1]}, compensation: {{when: late, every: 2.5}}}}",), "compensations", 2)),
    Mutant("compensation: moved", f"{TALK}.compensation.by=5.7", Edge(
        "day 5 told; on day 6 it becomes 11, moved by six, which is not more than six: nothing is paid",
        (f"{LATE[:-1]}, updates: {{every: 1, moved_by: 5}}, compensation: {{when: moved, by: 6}}}}",),
        "compensations", 0)),
    Mutant("window", f"{ORDERS}.window=9.5", Edge(
        "the shop cancels after ten days, in an instant in which the goods come first",
        (f"{ORDERS}={{offer: open, window: 10}}",), "cancelled", 0)),
    Mutant("delivery", "retailers.corner.delivery.time=1.05", Edge(
        "ten days to the shop and one to the door, eleven tolerated",
        (f"{TALK}={{promise: pipeline}}", "retailers.corner.delivery={time: 1}", f"{ALL}.tolerance=11"), "balked", 0)),
    Mutant("lead time", "suppliers.works.supplies.lamp.lead_time=10.5", Edge(
        "ordered for each, ten days on the way", (), "fill_time", 10)),
    Mutant("replenishment: base_stock", f"{STOCK}.base_stock=19", Edge(
        "two a day over a lead time of ten days are twenty: always the last unit", (TWICE, f"{STOCK}.base_stock=20"),
        "fill_rate", 1)),
    Mutant("replenishment: s_S", f"{STOCK}.s_S.s=19", Edge(
        LASTS, (TWICE, f"{STOCK}.s_S={{s: 20, S: 40}}"), "ready_rate", 1)),
    Mutant("replenishment: s_S", f"{STOCK}.s_S.S=42", Edge(
        "an order each 20 of 100 units in 100 days", (TWICE, f"{STOCK}.s_S={{s: 20, S: 40}}"), "orders", 0.05)),
    Mutant("replenishment: r_Q", f"{STOCK}.r_Q.r=19", Edge(
        LASTS, (TWICE, f"{STOCK}.r_Q={{r: 20, Q: 20}}"), "ready_rate", 1)),
    Mutant("replenishment: r_Q", f"{STOCK}.r_Q.Q=21", Edge(
        "an order each 20 of 100 units in 100 days", (TWICE, f"{STOCK}.r_Q={{r: 20, Q: 20}}"), "orders", 0.05)),
    Mutant("replenishment: order_up_to", f"{STOCK}.order_up_to.cover=21", Edge(
        "in 100 days: 200 at first, then five times the 100 that went in ten days; no demand, no forecast after",
        (f"{ALL}.quantity=10",
         f"{STOCK}.order_up_to={{every: 10, cover: 20, forecast: {{smoothing: 1, initial: 10 per day}}}}"),
        "units_ordered", 7)),
    Mutant("forecast: smoothing", f"{STOCK}.order_up_to.forecast.smoothing=0.21", Edge(
        "by day 90: 1,300 asked for, and a level of 20 (20 - 10 x .8^4) = 318.08, rounded up",
        (f"{STOCK}.order_up_to={{every: 10, cover: 20, forecast: {{smoothing: 0.2}}}}",),
        "units_ordered", 16.19, MORE)),
    Mutant("forecast: moving_average", f"{STOCK}.order_up_to.forecast.moving_average=5", Edge(
        "by day 90: 1,300 asked for, and a level of 20 x 20, since the last four periods had twenty a day",
        (f"{STOCK}.order_up_to={{every: 10, cover: 20, forecast: {{moving_average: 4}}}}",),
        "units_ordered", 17, MORE)),
    Mutant("minimum order", f"{STOCK}.base_stock.minimum=21", Edge(
        "an order of twenty each twenty units: 50 take three in 100 days",
        (f"{STOCK}.base_stock={{S: 0, minimum: 20}}",), "units_ordered", 0.6)),
    Mutant("multiple of orders", f"{STOCK}.base_stock.multiple=21", Edge(
        "an order of twenty each twenty units: 50 take three in 100 days",
        (f"{STOCK}.base_stock={{S: 0, multiple: 20}}",), "units_ordered", 0.6)),
    Mutant("reserve", f"{STOCK}.reserve={{2: 21}}", Edge(
        "of forty on the shelf the second class gets what exceeds twenty: 20 of 50 requests",
        (f"{ALL}.class=2", f"{STOCK}.base_stock=40", f"{STOCK}.reserve={{2: 20}}", f"{ORDERS}={{offer: none}}",
         "suppliers.works.supplies.lamp.lead_time=100"), "fill_rate", 0.4)),
    Mutant("unit time", "manufacturers.plant.lines.unit_time=1.05", Edge(
        "made in a day, nobody before", (), "fill_time", 1, PLANT)),
    Mutant("lot", "manufacturers.plant.stock.lamp.lot=21", Edge(
        "twenty at once on day 20 for the requests of days 0, 2, ..., 18", (
            "manufacturers.plant.stock.lamp.lot=20", f"{ALL}.requests={{every: 2, first: 0, limit: 10}}"),
        "fill_time", 11, PLANT)),
    Mutant("breakdowns", "manufacturers.plant.lines.breakdowns.repair=1.05", Edge(
        "down one day in eleven, for nine times in 100 days",
        ("manufacturers.plant.lines.breakdowns={up: 10, repair: 1, clock: calendar}",), "lines_down", 0.09, PLANT)),
    Mutant("ramp-up", "manufacturers.plant.ramp_up.when.backlog_over=19", Edge(
        "twenty asked for at once, which is not over twenty",
        (f"{ALL}.requests.limit=1", f"{ALL}.quantity=20",
         "manufacturers.plant.ramp_up={when: {backlog_over: 20, for: 0}, lines: 1}"), "ramp_ups", 0, PLANT)),
    Mutant("ramp-up", "manufacturers.plant.ramp_up.when.for=4.75", Edge(
        "over fifteen for five days, until the fifth is done in the instant of the decision",
        (f"{ALL}.requests.limit=1", f"{ALL}.quantity=20",
         "manufacturers.plant.ramp_up={when: {backlog_over: 15, for: 5}, lines: 1}"), "ramp_ups", 0, PLANT)),
    Mutant("allocation: first_come", "manufacturers.plant.allocation=fair-share", Edge(
        "twenty on day 10: all ten of the first shop's", ("manufacturers.plant.allocation=first_come",),
        "fill_time@site:retailers.a", 10, TWO_SHOPS)),
    Mutant("allocation: fair-share", "manufacturers.plant.allocation=first_come", Edge(
        "twenty on day 10 for claims of 10 and 30: 5 for the first shop, the other 5 on day 20: 15 on average",
        ("manufacturers.plant.allocation=fair-share",), "fill_time@site:retailers.a", 15, TWO_SHOPS)),
    Mutant("allocation: class", "retailers.corner.allocation=first_come", Edge(
        "what comes on day 10 goes to the better class, which asked on day 1",
        ("retailers.corner.allocation=class",), "fill_time@segment:customers.better", 9, CLASSES)),
    Mutant("allocation: smallest-order", "retailers.corner.allocation=first_come", Edge(
        "two come on day 10: one of them for the order of one lamp of day 1, before the order of two of day 0",
        ("retailers.corner.allocation=smallest-order", f"{ALL}.quantity=2"), "fill_time@segment:customers.better", 9,
        CLASSES)),
    Mutant("allocation: customer-value", "customers.better.value=9.5", Edge(
        "what comes on day 10 is for the order of day 1, worth more than the 9.8 of that of day 0",
        ("retailers.corner.allocation=customer-value", f"{ALL}.value=9.8", "customers.better.value=10"),
        "fill_time@segment:customers.better", 9, CLASSES)),
    Mutant("allocation: earliest-promise", "manufacturers.plant.communication.days=9.4", Edge(
        "the shop's twenty are expected on day 10; who asked on day 1 was told 9.95, comes first on day 10",
        ("manufacturers.plant.allocation=earliest-promise",
         "manufacturers.plant.communication={promise: fixed, days: 8.95}"),
        "fill_time@segment:customers.direct", 9, DIRECT)),
    Mutant("dispatch: first_come", f"{LINES}=most_back_orders", Edge(
        "the x of .2 is made on day 1", (), "fill_time@segment:customers.one", 1.8, LINE)),
    Mutant("dispatch: most_back_orders", f"{LINES}=first_come", Edge(
        "two y first, as three and two are owed; then one is owed of each, and the x of .2 is made on day 3",
        (f"{LINES}=most_back_orders",), "fill_time@segment:customers.one", 3.8, LINE)),
    Mutant("dispatch: lowest_cover", f"{LINES}=first_come", Edge(
        "an x and two y, whose cover is -1, -1 and -2/3; z has -1/2 and is made on day 4: 1 and 4.4 on average",
        (f"{LINES}=lowest_cover",), "fill_time@segment:customers.first", 2.7, LINE)),
    Mutant("dispatch: longest_run", f"{LINES}.at_most=1", Edge(
        "the line goes on with the z of .6: 1 and 1.4 on average",
        (f"{LINES}={{dispatch: longest_run, at_most: 2}}",), "fill_time@segment:customers.first", 1.2, LINE)),
    Mutant("sourcing: single", f"{STOCK}.from=far", Edge(
        "every order goes to the one source", (f"{STOCK}={{base_stock: 0, from: near}}",), "fill_time", 10, TWO_SOURCES,
    )),
    Mutant("sourcing: fastest", "suppliers.far.supplies.lamp.lead_time=9.5", Edge(
        "every order goes where ten days are expected", (), "fill_time", 10, TWO_SOURCES)),
    Mutant("sourcing: split", f"{STOCK}.from={{near: {{share: 0.55}}, far: {{share: 0.45}}}}", Edge(
        "every other order takes ten days and twenty", (
            f"{STOCK}.sourcing=split", f"{STOCK}.from={{near: {{share: 0.5}}, far: {{share: 0.5}}}}"),
        "fill_time", 15, TWO_SOURCES)),
    Mutant("sourcing: cheapest", f"{STOCK}.sourcing={{rule: cheapest, within: 19}}", Edge(
        "the cheaper source takes the twenty days that it may", (
            f"{STOCK}.sourcing={{rule: cheapest, within: 20}}",
            f"{STOCK}.from={{near: {{unit_cost: 2}}, far: {{unit_cost: 1}}}}"), "fill_time", 20, TWO_SOURCES)),
    Mutant("sourcing: back-up", "suppliers.near.disruptions.down=4", Edge(
        "the five of days 10 to 14, when the first is down, take twenty days: (15 x 10 + 5 x 20) / 20", (
            f"{STOCK}.sourcing={{rule: back-up, when: down}}",
            "suppliers.near.disruptions={up: 10, down: 5, effect: pause-shipments}"), "fill_time", 12.5, TWO_SOURCES)),
    Mutant("sourcing: duplicate", "suppliers.near.disruptions={windows: [{from: 0, to: 27.55}]}", Edge(
        "the far source brings all but the last before the near one, let off on day 29, brings the rest on day 39", (
            f"{STOCK}.sourcing=duplicate", "suppliers.near.disruptions={windows: [{from: 0, to: 29}]}"),
        "fill_time", 20, TWO_SOURCES)),
)  # fmt: skip
"""Noticed by a world without chance."""
