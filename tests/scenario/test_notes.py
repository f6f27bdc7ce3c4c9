"""Things a reader must know before believing a table are told under it."""

from __future__ import annotations

from pathlib import Path

from model.scenario import load

VALID = Path(__file__).parents[1] / "scenarios" / "valid"


def test_a_set_that_every_alternative_replaces_is_told() -> None:
    """--set on a field that a compared lever owns changes nothing, and the notes say so; elsewhere they do not."""
    owned = load(VALID / "console_launch.yaml", ["retailers.*.back_orders={offer: none}"])
    assert any("every alternative of lever back_orders replaces it" in note for note in owned.notes)
    free = load(VALID / "console_launch.yaml", ["time.horizon=200"])
    assert not any("replaces it" in note for note in free.notes)


def test_a_set_that_some_alternatives_replace_is_told() -> None:
    """Where a lever leaves a field alone in one alternative of three, --set holds there only; the note names all."""
    lever = "levers.stay={as-is: {}, none: {retailers.*.back_orders: none}, open: {retailers.*.back_orders: open}}"
    given = "retailers.*.back_orders.window=9"
    told = load(VALID / "console_launch.yaml", [lever, "compare={grid: [stay]}", given]).notes
    assert (
        f"--set {given} changes nothing in combinations with none, open of lever stay, which replace it; "
        "it holds in those with as-is" in told
    )
    free = load(VALID / "console_launch.yaml", [lever, "compare={grid: [stay]}", "time.horizon=200"]).notes
    assert not any("changes nothing in combinations" in note for note in free)


def test_harm_of_waiting_alone_is_told() -> None:
    """A preset that charges delays only makes lost sales harmless to loyalty, and the notes say so."""
    told = load(VALID / "console_launch.yaml", ["customers.fans.loyalty={preset: bhan-anderson-2023}"])
    assert any("being turned away or giving up cannot" in note for note in told.notes)
    charged = (
        "customers.fans.loyalty={preset: bhan-anderson-2023, not_offered: 0.05, refused: 0.05, reneged: 0.05}"
    )
    assert not any("turned away" in note for note in load(VALID / "console_launch.yaml", [charged]).notes)


def test_a_window_past_the_horizon_is_told() -> None:
    """A disruption that begins at the horizon never strikes, and the notes say so; one that begins before it does."""
    file = VALID / "one_shop.yaml"
    horizon = load(file).world().clock
    days = horizon.horizon // horizon.ticks_per_unit
    supplier = next(iter(load(file).written["suppliers"]))
    late, soon = (
        load(file, [f"suppliers.{supplier}.disruptions={{windows: [{{from: {begins}, to: never}}]}}"]).notes
        for begins in (days, days - 1)
    )
    told = f"suppliers.{supplier}.disruptions.windows.0 begins at {days}, not before the horizon: it never strikes"
    assert told in late
    assert not any("never strikes" in note for note in soon)


def test_a_cost_that_never_decides_is_told() -> None:
    """One shop, one item: beside a price of its own the pattern `*` sets nothing, and the notes say so."""
    file = VALID / "one_shop.yaml"
    stock = load(file).world().stocks[0].name.partition(".")[2]
    told = "costs.hold.* has no effect: each place that it matches has another that says more"
    assert told in load(file, [f'costs={{hold: {{"*": 0.1, {stock}: 0.2}}}}']).notes
    assert told not in load(file, ['costs={hold: {"*": 0.1}}']).notes


def test_few_requests_are_told() -> None:
    """Rates over the time that up to a hundred requests take are told to be too high; those of more are not."""
    few, more = (load(VALID / "one_shop.yaml", [f"time.requests={number}"]).notes for number in (100, 101))
    assert any("the time to settle 100 is chance" in note for note in few)
    assert not any("is chance" in note for note in more)


def test_profit_of_the_first_requests_is_told() -> None:
    """Where a run ends with its first requests and items have a price, the notes say that profit is of two times."""
    file = VALID / "one_shop.yaml"
    item = next(iter(load(file).written["items"]))

    def told(*sets: str) -> bool:
        return any("revenue is of the first requests" in note for note in load(file, list(sets)).notes)

    assert told("time.requests=1000", f"items.{item}.price=5")
    assert not told("time.requests=1000", f"items.{item}.price=0")
    assert not told(f"items.{item}.price=5")


def test_an_item_that_is_sold_without_an_entry_is_told() -> None:
    """What customers buy and `items` does not name has price 0; the notes say so where there are costs or prices, and
    not of an item that is named."""
    file = VALID / "one_shop.yaml"
    item = next(iter(load(file).written["items"]))
    assert not any("price" in note for note in load(file).notes)
    assert (
        f"items.{item} has no entry, so what customers pay for it is 0; give it a price"
        in load(file, ["items={}", "costs={hold: 1}"]).notes
    )
    assert not load(file, ["items={}"]).notes


def test_a_lever_that_wipes_out_another_is_told() -> None:
    """What a lever puts over the place of an earlier one's change is named, with the order that mends it."""
    levers = [
        "levers.wait.long={customers.fans.patience.after: 2}",
        "levers.people.other={customers.fans.patience: {budget: 9}}",
    ]
    wiped = load(VALID / "console_launch.yaml", [*levers, "compare={grid: [wait, people]}"])
    assert any(
        "people replaces customers.fans.patience, and with it what wait changes at" in note
        for note in wiped.notes
    )
    kept = load(VALID / "console_launch.yaml", [*levers, "compare={grid: [people, wait]}"])
    assert not any("replaces customers.fans.patience" in note for note in kept.notes)


def test_messages_that_are_never_sent_are_told() -> None:
    """Where no date is told none moves, so `moved_by` writes to nobody; with `every`, messages come without a date."""
    shop = "retailers.*.communication={promise: none, updates: "
    silent = load(VALID / "console_launch.yaml", [f"{shop}{{moved_by: 2}}}}"])
    assert any("no date is told, so none moves" in note for note in silent.notes)
    assert not any(
        "so none moves" in note
        for note in load(VALID / "console_launch.yaml", [f"{shop}{{every: 2}}}}"]).notes
    )


def test_equity_that_nobody_is_worth_is_told() -> None:
    """A discount values customers by their rates: strangers and those of a record have none, and the note says whose
    value is missing; beside counted customers it names the others, and without a discount there is none to miss."""
    file = VALID / "recorded.yaml"
    discount = "costs.discount=0.1 per year"
    told = "to tell what they are still worth: customer_equity"
    alone = load(file, [discount]).notes
    assert any(note.endswith(f"{told} is absent; give `count` and `requests`") for note in alone)
    who = "shop: corner, buys: lamp, requests: {rate: 1 per week}"
    counted = f"customers={{passers-by: {{{who}}}, members: {{{who}, count: 9}}}}"
    both = load(VALID / "one_shop.yaml", [discount, counted]).notes
    assert any(note.endswith(f"{told} leaves out passers-by") for note in both)
    assert not any("equity" in note for note in load(file).notes)


RESERVED = (
    "time={unit: day, horizon: 90}",
    "customers={regulars: {shop: corner, buys: lamp, requests: {rate: 1 per week}}, "
    "others: {class: 2, shop: corner, buys: lamp, requests: {rate: 1 per week}}}",
)


def reserved(entry: str, *sets: str) -> list[str]:
    """Return what is noted of the reserve of a stock entry."""
    stock = f"retailers.corner.stock.lamp={{{entry}, from: works}}"
    notes = load(VALID / "one_shop.yaml", [*RESERVED, stock, *sets]).notes
    return [note for note in notes if ".reserve: " in note]


def test_a_reserve_of_all_there_ever_is_is_told() -> None:
    """At S = 9 and a reserve of 9 nothing is left for class 2; at a reserve of 8 one unit is. What is owed may raise
    the stock above S, so with back-orders the note says less."""
    none = "retailers.corner.back_orders=none"
    told = "retailers.corner.stock.lamp.reserve: 9 of at most 9 on hand are kept from class 2: "
    assert reserved("base_stock: 9, reserve: {2: 9}", none) == [
        f"{told}it is never served; lower it, or raise the stock"
    ]
    assert reserved("base_stock: 9, reserve: {2: 8}", none) == []
    [waits] = reserved("base_stock: 9, reserve: {2: 9}", "retailers.corner.back_orders=open")
    assert waits.startswith(
        f"{told}it finds nothing on the shelf, and is served by what is ordered because somebody"
    )


def test_the_most_on_hand_follows_the_rule() -> None:
    """Up to S = 20; up to r + Q = 19; up to 9 + 4 = 13 where a position of 8 is raised by orders of at least 5, and up
    to 30 where as much is there at the start; a forecast has no bound."""
    none = "retailers.corner.back_orders=none"
    cases = {
        "s_S: {s: 5, S: 20}": 20,
        "r_Q: {r: 9, Q: 10}": 19,
        "base_stock: {S: 9, minimum: 5}": 13,
        "base_stock: {S: 9, multiple: 5}": 13,
        "base_stock: 9, on_hand: 30": 30,
    }
    for entry, most in cases.items():
        assert len(reserved(f"{entry}, reserve: {{2: {most}}}", none)) == 1, entry
        assert reserved(f"{entry}, reserve: {{2: {most - 1}}}", none) == [], entry
    forecast = "order_up_to: {every: 7, forecast: {smoothing: 0.2, initial: 1}, cover: 9}"
    assert reserved(f"{forecast}, reserve: {{2: 900}}", none) == []


def test_what_is_noted_of_some_combinations_is_told() -> None:
    """A reserve that only one alternative sets leaves class 2 nothing in the combinations with it: told once, with the
    first of them and their number; of one that is played alone it is noted as of any file."""
    stock = "retailers.corner.stock.lamp={base_stock: 9, from: works}"
    levers = (
        "levers={reserve: {no: {}, all: {retailers.corner.stock.lamp.reserve: {2: 9}}}, "
        "wait: {silent: {}, fixed: {retailers.corner.communication: {promise: fixed, days: 4}}}}"
    )
    sets = [*RESERVED, stock, "retailers.corner.back_orders=none", levers, "compare={grid: [reserve, wait]}"]
    told = "9 of at most 9 on hand are kept from class 2: it is never served; lower it, or raise the stock"
    place = "retailers.corner.stock.lamp.reserve"
    notes = [note for note in load(VALID / "one_shop.yaml", sets).notes if told in note]
    assert notes == [f"in all / silent and 1 more combination: {place}: {told}"]
    played = {
        name: load(VALID / "one_shop.yaml", sets, combination=name).notes
        for name in ("all / fixed", "no / fixed")
    }
    assert [note for note in played["all / fixed"] if told in note] == [f"{place}: {told}"]
    assert not any(told in note for note in played["no / fixed"])
