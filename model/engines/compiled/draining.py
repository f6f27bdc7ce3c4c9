"""The end of a run after its first requests; see the reference's `Draining`."""

from __future__ import annotations

from ...outcome.trace import Row
from .jit import inlined
from .record import note
from .tables import State


@inlined
def settle_request(w: State, g: int, cell: int) -> None:
    """Count a request that is served, lost or left; the run ends with the last of those that are measured.

    To end it the calendar is emptied; what is put into it on or after the horizon is not kept. Cell 0 is not measured.
    """
    r = w.run[0]
    if r.draining == 1 and cell != 0:
        r.settled += 1
        if r.settled == r.first_requests:
            note(w, Row.DRAINED, g, 0, r.settled, 0, 0, 0)
            r.horizon = r.now
            r.calendar_size = r.later_size = 0
