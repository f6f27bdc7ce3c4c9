"""WHAT happened: kinds of event and their order, rows of the trace, tallies, sampled series."""
