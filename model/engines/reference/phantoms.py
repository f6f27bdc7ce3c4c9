"""What is on order and not wanted: taken back from sources that have not shipped it, and counted where they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Point, Way
from ...outcome.trace import Row
from .book import SiteEntry

if TYPE_CHECKING:
    from .lane import Lane
    from .stock_point import StockPoint


def take_phantoms_back(lane: Lane) -> None:
    """After a receipt by a lane, take back what is not wanted: copies at several sources, or what was inflated."""
    if lane.sourced:
        call_off_copies(lane.to)
    else:
        drop_phantoms(lane)


def call_off_copies(stock: StockPoint) -> None:
    """Have no source owe more than is wanted, as far as it has not shipped it; from now on count what all have shipped
    beyond that."""
    wanted = stock.on_order - stock.phantom
    for lane in stock.lanes:
        bought = lane.purchases
        more = min(bought.on_order - wanted, bought.on_order - lane.in_transit)
        if more > 0:
            stock.settle()
            stock.on_order -= more
            stock.phantom -= more
            bought.on_order -= more
            take_back(lane, more)
            stock.count(Point.INFLATED_BACK, more)
            lane.count(Way.TAKEN_BACK, more)
            stock.chain.note(Row.COPIES_BACK, lane.index, 0, more, bought.on_order, stock.phantom)
    in_transit = sum(lane.in_transit for lane in stock.lanes)
    if in_transit > wanted:
        stock.phantom = stock.on_order - in_transit
        stock.chain.note(Row.COPIES_COUNTED, stock.index, 0, in_transit - wanted, stock.phantom)
        stock.position_changed()


def drop_phantoms(lane: Lane) -> None:
    """Take back what has not been shipped once all that was wanted is under way, and count the rest."""
    stock = lane.to
    taken = lane.withheld if lane.from_supplier else lane.giver.book.owed_to[lane.index]
    if taken > stock.phantom:
        return
    if taken > 0:
        stock.settle()
        stock.on_order -= taken
        take_back(lane, taken)
        stock.count(Point.INFLATED_BACK, taken)
    stock.phantom = 0
    stock.chain.note(Row.PHANTOMS_BACK, stock.index, 0, taken, stock.on_order)
    stock.position_changed()


def take_back(lane: Lane, quantity: int) -> None:
    """Take back what a lane's source holds or owes and has not shipped, the oldest first."""
    if lane.from_supplier:
        lane.give_up_held(quantity)
        return
    giver = lane.giver
    mine = [entry for entry in giver.book if isinstance(entry, SiteEntry) and entry.lane is lane]
    for entry in mine:
        less = min(entry.left, quantity)
        if less == 0:
            break
        giver.settle()
        giver.owe_no_more(less, entry.asked)
        giver.book.pay_off(entry, less)
        quantity -= less
        if entry.left == 0:
            giver.book.strike(entry)
    giver.position_changed()
