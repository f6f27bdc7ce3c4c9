"""A discrete-event supply-chain simulator that asks: the item is not there; what now?

Scenario -> sample path -> engine -> outcome -> measures -> store -> report, every arrow a function of frozen things.
"""

__version__ = "0.1.0"
