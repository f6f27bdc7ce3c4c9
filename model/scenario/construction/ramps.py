"""How a site's capacity follows what it owes, in quanta and ticks."""

from __future__ import annotations

import math

from ...policies.signal import cusum, demand
from ...policies.units import NO_LIMIT
from ..document import Path
from ..schema.chain import DemandSignal, ManufacturerBlock, RampDownBlock, RampUpBlock, SiteBlock
from ..world import Judging, RampDown, RampUp
from .draft import Draft

FASTEST = 1000.0
"""Factor on the speed beyond which a slip of the pen is likelier than a plant."""
MOST_SPEED = 1e6
"""Factor that all steps together may reach, up or down: within it, what is left of a job stays within 64 bits."""


def makes(draft: Draft, block: SiteBlock) -> list[str]:
    """Return the items that a site makes."""
    return [name for name, stock in block.stock.items() if stock.source is None and name in draft.items]


def build_ramps(draft: Draft, path: Path, block: ManufacturerBlock) -> tuple[RampUp | None, RampDown | None]:
    """Return the steps up and down; faults where they cannot be, or could not alternate."""
    up = None if block.ramp_up is None else _ramp_up(draft, (*path, "ramp_up"), block, block.ramp_up)
    if block.ramp_down is None:
        return up, None
    if up is None:
        draft.fault(
            (*path, "ramp_down"), "there is no step to take back without ramp_up; give it, or remove this"
        )
        return up, None
    return up, _ramp_down(draft, (*path, "ramp_down"), block, block.ramp_down, up)


def _ramp_up(draft: Draft, path: Path, block: ManufacturerBlock, given: RampUpBlock) -> RampUp:
    kinds = {draft.items[name].units for name in makes(draft, block)}
    if len(kinds) > 1:
        draft.fault(path, "this site makes whole and divisible items, whose backlogs do not add up")
    if given.speed is not None and not 1 < given.speed <= FASTEST:
        draft.fault(
            (*path, "speed"),
            f"{given.speed:g} is not a factor above 1 and up to {FASTEST:g}; use 1.25 for a quarter more",
        )
    elif given.speed is not None and given.at_most * math.log(given.speed) > math.log(MOST_SPEED):
        draft.fault(
            (*path, "speed"),
            f"{given.speed:g} in {given.at_most} steps is over {MOST_SPEED:,.0f} times the speed; "
            "lower speed or at_most",
        )
    return RampUp(
        backlog_over=(
            NO_LIMIT
            if given.when.backlog_over is None
            else _level(draft, (*path, "when", "backlog_over"), block, given.when.backlog_over)
        ),
        lasting=int(given.when.lasting),
        lines=given.lines or 0,
        after=int(given.after),
        cost=given.cost,
        speed=given.speed or 1.0,
        at_most=given.at_most,
        judging=_judging(draft, (*path, "when", "strong_demand"), given.when.strong_demand, 1),
        workable=_workable(draft, (*path, "when", "counts"), block, given.when.counts),
    )


def _workable(draft: Draft, path: Path, block: ManufacturerBlock, counts: str) -> bool:
    if counts == "workable" and not any(draft.items[name].made_of for name in makes(draft, block)):
        draft.fault(path, "nothing made here waits for components, so all is workable; leave it out")
    return counts == "workable"


def _judging(draft: Draft, path: Path, given: DemandSignal | None, way: int) -> Judging | None:
    if given is None:
        return None
    every = int(given.every)
    if every <= 0:
        draft.fault((*path, "every"), "0: a period of review must last; give 1 week")
    for setting, text in cusum.faults(cusum.Settings(given.slack, given.limit)):
        draft.fault((*path, setting), text)
    return Judging(every, way, demand.Settings(given.learn, given.slack, given.limit))


def _ramp_down(
    draft: Draft, path: Path, block: ManufacturerBlock, given: RampDownBlock, up: RampUp
) -> RampDown:
    assert block.lines is not None
    level = _level_below(draft, (*path, "when", "backlog_under"), block, given.when.backlog_under, up)
    judging = _judging(draft, (*path, "when", "weak_demand"), given.when.weak_demand, -1)
    if up.lines * given.below_start >= block.lines.count:
        draft.fault(
            (*path, "below_start"),
            f"{given.below_start} steps of {up.lines} take all {block.lines.count} lines there are; leave one",
        )
    if up.speed > 1.0 and given.below_start * math.log(up.speed) > math.log(MOST_SPEED):
        draft.fault(
            (*path, "below_start"),
            f"{given.below_start} steps of {up.speed:g} leave less than a millionth of the speed; lower below_start",
        )
    return RampDown(level, int(given.when.lasting), int(given.after), given.cost, given.below_start, judging)


def _level_below(draft: Draft, path: Path, block: ManufacturerBlock, units: float | None, up: RampUp) -> int:
    if units is None:
        return NO_LIMIT
    level = _level(draft, path, block, units)
    if level == 0:
        draft.fault(path, "0: never is less than nothing owed; give 1 to go down when nothing is")
    elif level > up.backlog_over:
        draft.fault(path, f"{units:g} is above backlog_over of ramp_up, and capacity would swing; lower it")
    return level


def _level(draft: Draft, path: Path, block: ManufacturerBlock, units: float) -> int:
    """Return a level of the backlog in quanta."""
    kinds = {draft.items[name].units for name in makes(draft, block)}
    quanta = 1_000_000 if kinds == {"divisible"} else 1
    level = round(units * quanta)
    if level != units * quanta:
        draft.fault(path, f"{units:g} is not a whole number, and these items are whole; give one")
    return level
