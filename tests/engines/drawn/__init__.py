"""Random scenarios, as a person could have written them, for tests that ask both engines the same question."""

from .aims import AIMS, Aim
from .records import files
from .whole import documents

__all__ = ["AIMS", "Aim", "documents", "files"]
