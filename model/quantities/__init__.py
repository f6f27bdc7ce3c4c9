"""Durations, ticks, quanta and shares: read once, rounded once, in whole numbers from then on."""
