"""The same story over state tables and a calendar, compiled by numba."""
