"""The specification: SimPy processes that read like the story in MODEL.md. Clarity first; every behaviour is here."""

from .run import run

__all__ = ["run"]
