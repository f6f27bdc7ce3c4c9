"""The two engines, which share rules and never a line that changes state."""
