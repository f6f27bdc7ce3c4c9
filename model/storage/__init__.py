"""The run folder: what was asked, what came out, where it came from. Writers and readers know no engine."""

from .record import Combination, ComparisonRow, Curve, Record, content_hash
from .run_folder import StoredRun, command_line, now, read_run, write_run
from .trace_file import write_names_file, write_trace_file

__all__ = [
    "Combination",
    "ComparisonRow",
    "Curve",
    "Record",
    "StoredRun",
    "command_line",
    "content_hash",
    "now",
    "read_run",
    "write_names_file",
    "write_run",
    "write_trace_file",
]
