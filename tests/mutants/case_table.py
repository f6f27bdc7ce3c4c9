"""Mutants that cases of the verification notice: at least one for every case, so that none checks nothing.

A change is one for the better where the other way would let queues grow, and with them the interval: a wide interval
says nothing, which is no proof that somebody notices. A cost that is at its optimum in a level is flat in it, so what
is changed there is a price, or demand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseMutant:
    """A mutant that a case of the verification notices, by its intervals."""

    policy: str
    right: str
    """As the case's scenario has it."""
    wrong: str
    case: str
    system: str = ""
    percent: float = 1.0
    """Resolution at which it is noticed: at 3 by the tests, at 1 by the proofs, which have the longer runs."""


CASE_MUTANTS: tuple[CaseMutant, ...] = (
    CaseMutant("unit time", "unit_time: {exponential: {mean: 1}}", "unit_time: {exponential: {mean: 0.95}}",
               "mm1-make-to-order", percent=3),
    CaseMutant("demand rate", "rate: 2", "rate: 2.1", "rQ-lost-sales", percent=3),
    CaseMutant("lead time", "lead_time: 3", "lead_time: 3.15", "rQ-lost-sales", percent=3),
    CaseMutant("overtaking", "overtaking: yes", "overtaking: no", "erlang-b", "exponential", 3),
    CaseMutant("reserve", "reserve: {2: 1}", "reserve: {2: 2}", "rationing-lost-sales", "K=1", 3),
    CaseMutant("offer: capped", "units: 3", "units: 4", "capped-production", percent=3),
    CaseMutant("offer: some", "share: 0.5}", "share: 0.525}", "partial-parallel", "shop"),
    CaseMutant("replenishment: base_stock", "S: 20", "S: 21", "order-up-to", percent=3),
    CaseMutant("replenishment: s_S", "{s: 4,", "{s: 5,", "sS-periodic"),
    CaseMutant("replenishment: r_Q", "Q: 5", "Q: 6", "rQ", percent=3),
    CaseMutant("promise: position", "promise: position", "promise: position, margin: 1.05", "three-information-levels",
               "position"),
    CaseMutant("promise: average", "promise: average", "promise: average, margin: 1.05", "three-information-levels",
               "average"),
    CaseMutant("promise: exact", "promise: exact", "promise: exact, margin: 1.05", "three-information-levels", "exact"),
    CaseMutant("promise: pipeline", "promise: pipeline", "promise: pipeline, margin: 1.05", "exact-date-tolerance",
               "T=1"),
    CaseMutant("tolerance", "tolerance: 1}", "tolerance: 1.05}", "exact-date-tolerance", "T=1"),
    CaseMutant("patience", "budget: {exponential: {mean: 5}}", "silent: 1.05, budget: {exponential: {mean: 5}}",
               "impatient-production"),
    CaseMutant("patience", "budget: 4", "budget: 4.2", "deadline-production"),
    CaseMutant("substitutes", "{left: {right: 0.5}, right: {left: 0.5}}",
               "{left: {right: 0.525}, right: {left: 0.525}}", "substitution", "with"),
    CaseMutant("breakdowns", "repair: {exponential: {mean: 2}}", "repair: {exponential: {mean: 2.1}}",
               "breakdowns-operation-dependent"),
    CaseMutant("breakdowns", "up: {exponential: {mean: 10}}", "up: {exponential: {mean: 9.5}}",
               "breakdowns-time-dependent"),
    CaseMutant("disruptions", "down: {geometric: {mean: 4}}", "down: {geometric: {mean: 4.2}}", "supplier-disruption",
               "S=8000"),
    CaseMutant("costs", "hold: 20", "hold: 21", "rQ"),
    CaseMutant("transport", "from: second, transport: 1", "from: second, transport: 1.05", "serial-poisson"),
    CaseMutant("unit time", "unit_time: {exponential: {mean: 1}}", "unit_time: {exponential: {mean: 0.95}}",
               "mm1-transient", "first_100"),
    CaseMutant("unit time", "unit_time: {exponential: {mean: 1}}", "unit_time: {exponential: {mean: 0.95}}", "mmc"),
    CaseMutant("unit time", "{uniform: [0.5, 1.5]}", "{uniform: [0.475, 1.425]}", "mg1", "uniform"),
    CaseMutant("replenishment: base_stock", "base_stock: 5", "base_stock: 6", "make-to-stock"),
    CaseMutant("replenishment: base_stock", "left: {base_stock: 3}", "left: {base_stock: 4}",
               "make-to-stock-two-products"),
    CaseMutant("breakdowns", "repair: {exponential: {mean: 5}}", "repair: {exponential: {mean: 4.75}}",
               "make-to-stock-breakdowns"),
    CaseMutant("demand rate", "rate: 0.8", "rate: 0.84", "lost-sales-production"),
    CaseMutant("tolerance", "{0: 0.5, 1000000: 0.5}", "{0: 0.525, 1000000: 0.475}", "partial-production"),
    CaseMutant("lead time", "{exponential: {mean: 2}}", "{exponential: {mean: 2.1}}", "palm", "exponential"),
    CaseMutant("offer: capped", "units: 2", "units: 3", "capped-parallel", "constant"),
    CaseMutant("patience", "budget: {exponential: {mean: 2}}", "budget: {exponential: {mean: 2.1}}",
               "impatient-parallel"),
    CaseMutant("reserve", "reserve: {2: 1}", "reserve: {2: 2}", "rationing-back-orders"),
    CaseMutant("promise: position", "promise: position,", "promise: position, margin: 1.05,", "information-can-hurt",
               "position"),
    CaseMutant("tolerance", "tolerance: {exponential: {mean: 4}}", "tolerance: {exponential: {mean: 4.2}}",
               "make-to-stock-quotes", "position"),
    CaseMutant("costs", "order: 64", "order: 67.2", "sS-zheng-federgruen", "mu=10"),
    CaseMutant("forecast: moving_average", "moving_average: 5", "moving_average: 6", "bullwhip"),
    CaseMutant("demand rate", "rate: 10", "rate: 10.5", "law-kelton", "(60,100)"),
    CaseMutant("quantity", "{normal: {mean: 5,", "{normal: {mean: 5.25,", "clark-scarf"),
    CaseMutant("lead time", "lead_time: 3", "lead_time: 3.15", "two-echelon"),
    CaseMutant("lead time", "lead_time: 4", "lead_time: 3.8", "back-order-waits-deterministic", percent=3),
    CaseMutant("costs", "product: 20", "product: 21", "assembly-trace", percent=3),
)  # fmt: skip
"""Noticed by a case of the verification."""
