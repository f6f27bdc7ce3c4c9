"""Random scenarios, as a person could have written them, for tests that ask both engines the same question."""

from .whole import documents

__all__ = ["documents"]
