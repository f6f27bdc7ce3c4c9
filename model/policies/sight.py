"""How far a shop looks when it estimates a wait."""

from __future__ import annotations

SHIPMENTS = 0
"""What is on its way to it: dispatch + mean transit."""
ORDERS = 1
"""Also its place in the source's book and what the source has told it."""
CAUSES = 2
"""Also how long what is down stays down on average."""
EXACT = 3
"""All that chance has decided already: transit of shipped goods, times of released jobs, ends of repairs."""
