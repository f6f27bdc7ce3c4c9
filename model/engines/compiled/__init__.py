"""The same story in tables and steps, compiled with numba; the steps have the reference's names."""

from .run import run

__all__ = ["run"]
