"""From a world and a sample path to tables: every field of every row, and room to begin with."""

from .columns import Columns, Tables, free_rows, table
from .template import encode_world, remember_room

__all__ = ["Columns", "Tables", "encode_world", "free_rows", "remember_room", "table"]
