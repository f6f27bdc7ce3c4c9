"""The specification: SimPy processes that read like the story in docs/model.md. Clarity first; all is here."""

from .run import run

__all__ = ["run"]
