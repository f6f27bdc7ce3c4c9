"""The end of a run after its first requests: which are measured, and when the last of them is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.trace import Row

if TYPE_CHECKING:
    from .chain import Chain
    from .request import Request


class Draining:
    """How many requests are to be measured, have been made, and are settled."""

    def __init__(self, chain: Chain, number: int) -> None:
        self.chain, self.number = chain, number
        self.asked = self.settled = 0

    def settle_request(self, request: Request) -> None:
        """Count a request that is served, lost or left; the run ends with the last of those that are measured."""
        if not request.measured:
            return
        self.settled += 1
        if self.settled == self.number:
            self.chain.note(Row.DRAINED, request.segment.index, 0, self.number)
            self.chain.calendar.ends = self.chain.calendar.now
