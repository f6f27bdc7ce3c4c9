"""Replications over workers: coordinator and pools. The same numbers come out whatever the number of workers."""

from .chunk import Chunk, Engine, EngineName, Job, Part
from .coordinator import Progress, WorkersDied, chunks, processors
from .gathering import Gathered, execute

__all__ = [
    "Chunk",
    "Engine",
    "EngineName",
    "Gathered",
    "Job",
    "Part",
    "Progress",
    "WorkersDied",
    "chunks",
    "execute",
    "processors",
]
