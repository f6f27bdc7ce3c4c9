"""From file to World: places, ticks, quanta, streams, worked out by hand from the files of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import ScenarioError
from model.policies.registry import choose
from model.policies.units import NEVER
from model.scenario import load
from model.scenario.world import BreakdownClock, Firm, Kind, Sees, Segment, SourceKind, Stock, Withdraw, World

VALID = Path(__file__).parent.parent / "scenarios" / "valid"
DAY = 86_400_000


def world(name: str, *sets: str) -> World:
    """Return the World of a file of the corpus."""
    return load(VALID / f"{name}.yaml", sets).world()


def stock(of: World, name: str) -> Stock:
    """Return a stock point by name."""
    return next(stock for stock in of.stocks if stock.name == name)


def segment(of: World, name: str) -> Segment:
    """Return a segment by name."""
    return next(segment for segment in of.segments if segment.name == f"customers.{name}")


def test_stock_points_stand_downstream_first() -> None:
    """A stock point comes after all that it supplies, shops first, components after what is made of them."""
    assert [stock.name for stock in world("console_launch").stocks] == [
        "retailers.north/console", "retailers.north/lite", "retailers.south/console", "retailers.south/lite",
        "manufacturers.plant/console", "manufacturers.plant/lite",
        "manufacturers.plant/chip", "manufacturers.plant/case",
    ]  # fmt: skip


def test_a_shop_that_supplies_another_comes_after_it(tmp_path: Path) -> None:
    """Where one retailer is the source of another, the order of writing gives way."""
    text = (VALID / "one_shop.yaml").read_text()
    text = text.replace("customers:", "  kiosk: {stock: {lamp: {base_stock: 3, from: corner}}}\ncustomers:")
    (tmp_path / "x.yaml").write_text(text)
    found = load(tmp_path / "x.yaml").world()
    assert [stock.name for stock in found.stocks] == ["retailers.kiosk/lamp", "retailers.corner/lamp"]
    lane = found.lanes[found.stocks[0].lanes[0]]
    assert (lane.kind, lane.source, lane.to) == (SourceKind.SITE, 1, 0)


def test_lanes_stand_in_the_order_of_the_stock_points_they_lead_to() -> None:
    """Every stock point that buys has a lane of its own, and one that makes has none."""
    launch = world("console_launch")
    assert [lane.to for lane in launch.lanes] == sorted(lane.to for lane in launch.lanes)
    for to, point in enumerate(launch.stocks):
        assert [launch.lanes[place].to for place in point.lanes] == [to] * (point.production is None)


def test_production_has_components_and_a_nominal_rate() -> None:
    """Two lines, up 30 days of 31, at .045 days a unit make 2 x (30/31) / .045 a day, of one chip and case each."""
    made = stock(world("console_launch"), "manufacturers.plant/console")
    assert made.production is not None
    assert made.production.rate * DAY == pytest.approx(2 * 30 / 31 / 0.045)
    assert made.production.components == ((6, 1), (7, 1))
    assert made.lanes == ()
    assert made.allocation == choose("allocation", "fair-share")


def test_supplier_lines_and_ramp_up_are_in_ticks() -> None:
    """18 days down on average, lines that age while working, a ramp-up after 10 days of pressure and 30 more."""
    launch = world("console_launch")
    plant = launch.sites[2]
    assert launch.disruptions[0].expected == pytest.approx(18 * DAY, abs=1)
    assert plant.breakdowns is not None
    assert plant.breakdowns.clock is BreakdownClock.WORKING
    assert plant.ramp_up is not None
    assert (plant.ramp_up.lasting, plant.ramp_up.after, plant.ramp_up.lines) == (10 * DAY, 30 * DAY, 1)


def test_a_population_of_the_launch() -> None:
    """Counted customers have rates, one draw for tolerance and patience, a profile, substitutes here and elsewhere."""
    launch = world("console_launch")
    fans = segment(launch, "fans")
    assert (fans.kind, fans.count, fans.stocks) == (Kind.POPULATION, 4000, ((0, 1), (2, 3)))
    assert fans.tolerance == fans.patience
    assert fans.rate is not None
    assert launch.streams[fans.rate].law.mean() * 365 * DAY == pytest.approx(3)
    assert fans.profile is not None
    assert sum(fans.profile.season) == pytest.approx(12)
    assert (fans.profile.peak, fans.profile.decay) == (4, 56 * DAY)
    assert [(empty, [other.stock for other in others]) for empty, others in fans.substitutes] == [
        (0, [1, 2]),
        (2, [3, 0]),
    ]
    assert fans.substitutes[0][1][1].up_to == pytest.approx(0.4)
    assert fans.loyalty is not None
    assert (fans.loyalty.delayed, fans.loyalty.long_delayed, fans.loyalty.long) == (0.0039, 0.0629, 10 * DAY)


def test_a_network_in_weeks_and_minutes() -> None:
    """Divisible items are in millionths, classes keep reserves, a key keeps an old name, an item overrides its site."""
    found = world("network")
    assert found.clock.ticks_per_unit == 7 * 24 * 60
    oil, filters = stock(found, "retailers.east/oil"), stock(found, "retailers.east/filter")
    assert (oil.on_hand, oil.reserve) == (10_500_000, (0, 1_500_000))
    assert stock(found, "distributors.depot/oil").replenishment.rule.settings == (40_500_000, 25_250_000)
    assert found.streams[found.lanes[filters.lanes[0]].transit].entity == "retailers.east/strainer"
    assert filters.shop is not None
    assert filters.shop.offer == choose("offer", "capped", orders=3)
    assert filters.shop.promise == choose("promise", "average", over=20, initial=7 * 24 * 60)
    assert (filters.shop.updates.rule, filters.shop.update_every) == ("regular", 3 * 24 * 60)
    assert (filters.shop.delivery, filters.shop.firm) == (24 * 60, Firm.RECEIPT)
    assert oil.shop is not None
    assert (oil.shop.offer.rule, oil.shop.promise.rule, oil.shop.firm) == ("open", "position", Firm.SHIPPED)
    assert stock(found, "distributors.depot/oil").shop is None
    assert filters.replenishment.withdraw is Withdraw.NOT_BEGUN
    assert found.classes == 2
    assert found.prices.hold == pytest.approx((0.3, 0.1, 0.2, 0.1, 0.2, 0.1))


def test_customers_of_the_network() -> None:
    """A week's season starts on a Monday, 2 customers a week join, and nobody goes elsewhere to the same shop."""
    found = world("network")
    garages, drivers = segment(found, "garages"), segment(found, "drivers")
    assert garages.profile is not None
    assert (garages.profile.cycle, garages.profile.offset) == (7 * 24 * 60, 0)  # 2026-03-02 is a Monday
    assert (garages.belief.start, garages.belief.weight) == (7 * 24 * 60, 0.0)
    assert (drivers.belief.start, drivers.belief.weight) == (7 * 24 * 60, 0.2)
    assert garages.patience is None
    assert [empty for empty, _ in garages.substitutes] == [1]
    assert found.streams[garages.gap].law.mean() * 20 == pytest.approx(7 * 24 * 60)
    assert drivers.joins is not None
    assert drivers.join_gap * 2 == pytest.approx(7 * 24 * 60)
    assert drivers.dropout is not None
    assert found.streams[drivers.dropout].law.mean() == pytest.approx(0.1)
    assert found.streams[drivers.quantity].law.mean() == pytest.approx(500_000)
    assert (garages.first_cell, drivers.first_cell, found.cells) == (0, 2, 3)


def test_a_textbook_review() -> None:
    """A review every period, half a period after the start, after the requests; fixed gaps with a first and a limit."""
    found = world("textbook_periods")
    [part] = found.stocks
    rule = part.replenishment
    assert (rule.every, rule.first, rule.after_requests) == (1_000, 500, True)
    assert (rule.minimum, rule.multiple, rule.sees, part.on_hand) == (2, 5, Sees.ACCEPTED, 12)
    assert part.shop is not None
    assert (part.shop.window, part.shop.partial) == (10_000, False)
    [everyone] = found.segments
    assert (everyone.first, everyone.limit, everyone.until) == (250, 90, 95_000)
    assert (found.prices.back_order, found.prices.order) == ((9.0,), (2.0,))


def test_a_place_that_makes_and_sells() -> None:
    """Work begun is firm where the item is made, the nominal rate is told, a job makes a lot and orders are lots."""
    found = world("direct_sales")
    [engine] = found.stocks
    assert engine.production is not None
    assert (engine.production.lot, engine.replenishment.multiple, engine.on_hand) == (2, 2, 0)
    assert engine.shop is not None
    assert engine.shop.firm is Firm.WORK_BEGINS
    assert engine.shop.promise.settings.rate == engine.production.rate
    assert engine.production.rate * 3_600_000 == pytest.approx(3 * (168 / 171) / 2)


def test_a_record_is_sorted_by_customer_and_time() -> None:
    """Dates and numbers become the tick at which their day begins; a row past the horizon is left out, with a note."""
    scenario = load(VALID / "recorded.yaml")
    [people] = scenario.world().segments
    assert people.history is not None
    assert people.history.first_row == (0, 1, 3, 4)
    assert people.history.day == (0, 2 * DAY, 31 * DAY, 31 * DAY)
    assert people.history.item == (1, 0, 1, 0)
    assert people.history.quantity == (2, 1, 1, 3)
    assert (people.kind, people.count, people.history.spread) == (Kind.HISTORY, 3, DAY)
    assert scenario.notes[0] == "passers-by: 1 of 5 recorded rows lie outside the run"


POLICIES = (
    "retailers.*.back_orders={offer: none}",
    "retailers.*.communication={promise: pipeline, sees: causes, updates: {every: 2}}",
    "retailers.*.stock.*.base_stock=7",
    "manufacturers.plant.allocation=class",
    "retailers.*.delivery.time=5",
)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_changes_no_stream(policy: str) -> None:
    """Whatever the shops do, the table of chance stays as it is, row by row."""
    assert world("console_launch", policy).streams == world("console_launch").streams
    assert world("console_launch", policy) != world("console_launch")


def test_chance_changes_its_own_stream_only() -> None:
    """A longer lead time changes the law of its stream; every other row stays."""
    before, after = (
        world("console_launch"),
        world("console_launch", "suppliers.moulder.supplies.case.lead_time=6"),
    )
    changed = [
        (old.name, old.entity) for old, new in zip(before.streams, after.streams, strict=True) if old != new
    ]
    assert changed == [("lead_time/1", "manufacturers.plant/case")]


def test_patience_that_never_ends() -> None:
    """Without tolerance nobody refuses or leaves; with it patience is the same draw; `never` keeps them apart."""
    without = ["customers.passers-by.patience=null", "customers.passers-by.tolerance=null"]
    [nobody] = world("one_shop", *without).segments
    assert (nobody.tolerance, nobody.patience) == (None, None)
    [same] = world("one_shop", "customers.passers-by.patience={before: 2}").segments
    assert same.patience == same.tolerance is not None
    [never] = world("one_shop", "customers.passers-by.patience={budget: never}").segments
    assert (never.patience, never.tolerance is None) == (None, False)
    assert world("one_shop").stocks[0].shop.window == NEVER  # pyright: ignore[reportOptionalMemberAccess]


def test_parameters_of_a_normal_law_carry_units() -> None:
    """A lead time of 3 days, more or less by 12 hours."""
    found = world("one_shop", "suppliers.works.supplies.lamp.lead_time={normal: {mu: 3 days, sigma: 12 h}}")
    law = found.streams[found.lanes[0].transit].law
    assert law.parameters == (3.0 * DAY, 0.5 * DAY)


def test_levels_that_overflow_name_the_tick_that_fits() -> None:
    """Divisible lamps over a year of milliseconds pass 2^62 (3 a day x 395 days x 4 x 1e6 x 3.4e10); 100 ms fit."""
    with pytest.raises(ScenarioError, match="set time.tick to 100 ms"):
        world("one_shop", "items.lamp.units=divisible")
    assert world("one_shop", "items.lamp.units=divisible", "time.tick=100 ms").items[0].quanta == 1_000_000


def test_windows_that_come_again_are_those_written_out() -> None:
    """Every 100 days until the horizon of 360, beside one that comes once; to the tick, in order."""
    again = "{from: 10, to: 24, every: 100}"
    once = "{from: 150, to: 160}"
    found = world("one_shop", "time.horizon=360", f"suppliers.works.disruptions.windows=[{again}, {once}]")
    [trouble] = [one for one in found.disruptions if one.windows]
    days = [(10, 24), (110, 124), (150, 160), (210, 224), (310, 324)]
    assert trouble.windows == tuple((begins * DAY, ends * DAY) for begins, ends in days)
