"""Tests of the two engines, each against the other and both against what must hold."""
