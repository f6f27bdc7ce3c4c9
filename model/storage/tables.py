"""Parquet tables through DuckDB, which never fetches an extension and needs no data frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import duckdb
import numpy as np

from .record import Combination

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}


def connect() -> duckdb.DuckDBPyConnection:
    """Return a connection to a database in memory."""
    return duckdb.connect(":memory:", config=CONFIG)


def write_replications(path: Path, combinations: Sequence[Combination]) -> None:
    """Write one row a combination, measure, scope and replication; absent numbers have no row."""
    columns: dict[str, list[Any]] = {name: [] for name in ("combination", "key", "replication", "value")}
    keys: dict[tuple[str, str], int] = {}
    for place, one in enumerate(combinations):
        codes = np.array([keys.setdefault(key, len(keys)) for key in one.keys], np.int64)
        replication, column = np.nonzero(~np.isnan(one.values))
        columns["combination"].append(np.full(replication.size, place, np.int64))
        columns["key"].append(codes[column])
        columns["replication"].append(replication)
        columns["value"].append(one.values[replication, column])
    names = [one.name for one in combinations]
    with connect() as connection:
        _register(connection, "numbers", {name: np.concatenate(parts) for name, parts in columns.items()})
        _register(connection, "combinations", {"code": np.arange(len(names)), "name": np.array(names)})
        measures, scopes = np.array([key[0] for key in keys]), np.array([key[1] for key in keys])
        _register(connection, "keys", {"code": np.arange(len(keys)), "measure": measures, "scope": scopes})
        connection.execute(
            f"""COPY (SELECT c.name AS combination, measure, scope, replication, value
            FROM numbers n JOIN combinations c ON n.combination = c.code JOIN keys k ON n.key = k.code
            ORDER BY n.combination, k.code, replication) TO '{_quoted(path)}' (FORMAT parquet)"""
        )


def write_curves(path: Path, combinations: Sequence[Combination]) -> None:
    """Write one row a combination, kind, stock point and place of a curve."""
    lines = [(one.name, curve) for one in combinations for curve in one.curves]
    sizes = [curve.x.size for _, curve in lines]
    with connect() as connection:
        _register(
            connection,
            "points",
            {
                "line": np.repeat(np.arange(len(lines)), sizes),
                "x": np.concatenate([curve.x for _, curve in lines] or [np.zeros(0)]),
                "y": np.concatenate([curve.y for _, curve in lines] or [np.zeros(0)]),
            },
        )
        texts = {
            "combination": np.array([name for name, _ in lines], dtype=str),
            "kind": np.array([curve.kind for _, curve in lines], dtype=str),
            "stock": np.array([curve.stock for _, curve in lines], dtype=str),
        }
        _register(connection, "lines", {"code": np.arange(len(lines)), **texts})
        connection.execute(
            f"""COPY (SELECT combination, kind, stock, x, y FROM points p JOIN lines l ON p.line = l.code
            ORDER BY l.code, x) TO '{_quoted(path)}' (FORMAT parquet)"""
        )


def query(path: Path, columns: str, where: str, *values: object) -> dict[str, Any]:
    """Return columns of a Parquet file as arrays, rows as they were written."""
    with connect() as connection:
        select = f"SELECT {columns} FROM read_parquet('{_quoted(path)}') WHERE {where}"
        return cast(dict[str, Any], connection.execute(select, list(values)).fetchnumpy())


def _register(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, Any]) -> None:
    """Make a table of arrays; texts are told as objects, which is what DuckDB reads."""
    arrays = {
        key: array.astype(object) if array.dtype.kind == "U" else array for key, array in columns.items()
    }
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arrays")
    del arrays


def _quoted(path: Path) -> str:
    """Return a path as it stands between single quotes in SQL."""
    return str(path).replace("'", "''")
