"""The cases: how each figure is read whose exact value stands in cases.json (recomputed exact values)."""

from __future__ import annotations

from ..outcome.tallies import Cell, Point
from .case import Case, share, value
from .expectations import Place
from .figures import (
    beyond,
    bullwhip,
    by_little,
    cells,
    handed_over,
    longest_wait,
    not_,
    of,
    total,
    wait_for_work,
    whole_cost,
)

FILL, LOST, BACKLOG, ON_HAND, WAIT = (
    of(name) for name in ("fill_rate", "lost_share", "backlog", "on_hand", "fill_time")
)
SHOP = "site:retailers.shop"
LAWS = ("constant", "uniform", "exponential", "gamma", "lognormal")
LOSS_LAWS = ("constant", "exponential", "weibull", "lognormal")

CASES: tuple[Case, ...] = (
    Case("mm1-make-to-order", (
        value("W", WAIT),
        value("queue_wait", of("queue_wait")),
        share("P(queue_wait>5)", beyond("firm_waits", 5)),
        value("W_q95", of("fill_time_p95")),
    )),
    Case("mm1-transient", (
        value("first_25 lambda=1 mu=10/9", wait_for_work, "first_25"),
        value("first_100 lambda=.8 mu=1", wait_for_work, "first_100"),
        value("first_1000 lambda=.8 mu=1", wait_for_work, "first_1000", longer=0.25),
    ), whole=True),
    Case("mmc", (share("P(wait)", not_("queue_immediate")), value("queue_wait", of("queue_wait")))),
    Case("mg1", (
        value("queue_wait constant", of("queue_wait"), "constant"),
        value("queue_wait uniform(.5,1.5)", of("queue_wait"), "uniform"),
        value("queue_wait gamma cv .5", of("queue_wait"), "gamma"),
        value("queue_wait lognormal cv 2", of("queue_wait"), "lognormal", longer=12),
    )),
    Case("make-to-stock", (
        share("fill", FILL),
        value("B", of("backlog", SHOP)),
        value("I", of("on_hand", SHOP)),
        value("W", WAIT),
        share("P(W>2)", not_("served_within(2)")),
        value("W_q95", of("fill_time_p95")),
    )),
    Case("make-to-stock-two-products", tuple(
        figure
        for at, item in enumerate(("item:left", "item:right"))
        for figure in (
            share(("fill", at), of("fill_rate", item)),
            value(("B", at), of("backlog", item), longer=40),
            value(("I", at), of("on_hand", item)),
        )
    )),
    Case("breakdowns-operation-dependent", (value("L", BACKLOG), value("W", WAIT))),
    Case("breakdowns-time-dependent", (value("L", BACKLOG), value("W", WAIT))),
    Case("make-to-stock-breakdowns", (share("fill", FILL), value("B", BACKLOG, longer=40), value("I", ON_HAND))),
    Case("lost-sales-production", (share("lost", LOST), value("I", ON_HAND))),
    Case("capped-production", (
        share("lost", LOST), share("fill", FILL), value("B", BACKLOG), value("I", ON_HAND), value("W_accepted", WAIT),
    )),
    Case("partial-production", (
        share("fill", FILL), share("lost", LOST), value("B", BACKLOG),
        value("W_back_ordered", of("wait_back_ordered")),
    )),
    Case("impatient-production", (
        share("fill", FILL), share("reneged", of("reneged")), value("B", BACKLOG), value("I", ON_HAND),
    )),
    Case("deadline-production", (
        share("lost", LOST),
        value("queue_wait_served", of("queue_wait")),
        share("immediate", cells(Cell.FIRM_AT_ONCE, Cell.REQUESTS)),
    )),
    Case("palm", (
        *(
            figure
            for law in LAWS
            for figure in (
                share("fill", FILL, law), value("B", BACKLOG, law), value("I", ON_HAND, law), value("W", WAIT, law),
            )
        ),
        share("P(W<=.5) constant L", of("served_within(0.5)"), "constant"),
    )),
    Case("erlang-b", tuple(
        figure
        for law in LOSS_LAWS
        for figure in (share("lost", LOST, law), value("I", ON_HAND, law))
    )),
    Case("capped-parallel", tuple(
        figure
        for law in ("constant", "exponential")
        for figure in (
            share("lost", LOST, law), share("fill", FILL, law), value("B", BACKLOG, law),
            value("W_accepted", WAIT, law),
        )
    )),
    Case("partial-parallel", tuple(
        figure
        for half in ("customers", "shop")
        for figure in (
            share("lost", LOST, half), share("fill", FILL, half), value("B", BACKLOG, half),
            value("W_back_ordered", of("wait_back_ordered"), half),
        )
    )),
    Case("impatient-parallel", (
        share("fill", FILL), share("reneged", of("reneged")), value("B", BACKLOG), value("I", ON_HAND),
    )),
    Case("rationing-lost-sales", tuple(
        share((f"fill {system}", at), of("fill_rate", f"segment:customers.{segment}"), system)
        for system in ("K=0", "K=1")
        for at, segment in enumerate(("first", "second"))
    )),
    Case("rationing-back-orders", (
        share(("fill", 0), of("fill_rate", "segment:customers.first")),
        share(("fill", 1), of("fill_rate", "segment:customers.second")),
        value(("B", 0), by_little(0.3, "segment:customers.first")),
        value(("B", 1), by_little(0.4, "segment:customers.second")),
        value("I", ON_HAND),
    )),
    Case("exact-date-tolerance", tuple(
        share(f"lost {system}", of("balked"), system) for system in ("T=0", "T=.5", "T=1", "T=2")
    )),
    Case("three-information-levels", (
        *(
            figure
            for level in ("average", "position", "exact")
            for figure in (
                value((level, "throughput"), of("throughput"), level),
                share((level, "balked"), of("balked"), level),
                value((level, "wait_joiners"), of("queue_wait"), level),
            )
        ),
        value(("no quote, leave after T", "throughput"), of("throughput"), "none"),
        share(("no quote, leave after T", "reneged"), of("reneged"), "none"),
    )),
    Case("information-can-hurt", tuple(
        value(f"throughput {level}", of("throughput"), level) for level in ("average", "position", "exact")
    )),
    Case("make-to-stock-quotes", (
        value(("average", "quote"), of("wait_back_ordered"), "average"),
        share(("average", "fill"), FILL, "average"),
        share(("average", "lost"), of("balked"), "average"),
        share(("position (n-S+1)/mu", "fill"), FILL, "position"),
        share(("position (n-S+1)/mu", "lost"), of("balked"), "position"),
    )),
    Case("rQ", (share("fill", FILL), value("B", BACKLOG), value("I", ON_HAND), value("cost", of("cost")))),
    Case("sS-periodic", (value("cost", of("cost")), share("fill", FILL))),
    Case("sS-zheng-federgruen", (
        value("mu=10 (6,40)", of("cost"), "mu=10"), value("mu=20 (14,62)", of("cost"), "mu=20"),
    )),
    Case("order-up-to", (
        value("I", ON_HAND), value("B", BACKLOG), value("cost", of("cost")), share("unit_fill", FILL),
    )),
    Case("bullwhip", (value("Var(orders)/Var(demand) p=5 L=2", bullwhip),), whole=True),
    Case("rQ-lost-sales", (share("lost", LOST), value("I", ON_HAND))),
    Case("law-kelton", tuple(
        value(policy, of("cost"), policy) for policy in ("(20,40)", "(20,60)", "(40,80)", "(60,100)")
    ), whole=True),
    Case("serial-poisson", (
        share(("fill", 0), of("site_fill", "site:distributors.third")),
        share(("fill", 1), of("site_fill", "site:distributors.second")),
        share(("fill", 2), FILL),
        *(
            value(("B", at), of("backlog", f"site:{site}"))
            for at, site in enumerate(("distributors.third", "distributors.second", "retailers.first"))
        ),
        value("customer_W", WAIT),
    )),
    Case("clark-scarf", (value("cost", of("cost")),)),
    Case("two-echelon", (
        *(
            figure
            for at, name in enumerate(("one", "two", "three"))
            for figure in (
                share(("fill", at), of("fill_rate", f"site:retailers.{name}")),
                value(("B", at), of("backlog", f"site:retailers.{name}")),
            )
        ),
        share("warehouse_fill", of("site_fill", "site:distributors.warehouse")),
    )),
    Case("substitution", (
        share("fill", FILL, "with"),
        share("substituted", of("ledger(substituted)"), "with"),
        share("lost", LOST, "with"),
        share("lost without", LOST, "without"),
    )),
    Case("supplier-disruption", tuple(
        value(f"cost {level}", of("cost"), level) for level in ("S=8000", "S=2000")
    )),
)  # fmt: skip

EXACT: tuple[Case, ...] = (
    Case("back-order-waits-deterministic", (
        value("served", handed_over),
        value("mean_wait", WAIT),
        value("max_wait", longest_wait),
        share("share_no_wait", of("order_fill_rate")),
        value("orders", total(Point.ORDERS)),
        value("final_on_hand", total(Point.ON_HAND_END)),
    ), exact=True),
    Case("assembly-trace", (value("total_cost", whole_cost),), exact=True),
)  # fmt: skip

NOT_YET: dict[tuple[str, Place], str] = {}
"""Figures that no scenario can have yet, and what is missing."""

FAMILY = 2 * sum(len(case.figures) for case in CASES)
"""Figures that are judged together: all of them, on either engine."""
