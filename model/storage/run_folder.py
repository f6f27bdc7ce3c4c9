"""A run folder: written under a temporary name and renamed when it is whole, so that no half of one looks finished."""

from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import duckdb
import numpy as np

from ..errors import StorageError
from .record import Array, ComparisonRow, Record, content_hash
from .tables import query, write_curves, write_replications

SCHEMA = 1
"""Version of the folder's files; readers refuse newer ones."""
LIBRARIES = ("backorder-sim", "numpy", "numba", "simpy", "scipy", "duckdb", "pydantic")


def write_run(root: Path, record: Record) -> Path:
    """Write a run into `root/<scenario>/<time>-<hash>` and return that folder; raises StorageError."""
    digest = content_hash(record)
    name = f"{record.started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"
    folder = root / record.scenario / name
    partial = folder.with_name(f"{name}.{os.getpid()}.partial")
    try:
        partial.mkdir(parents=True)
        _write_files(partial, record, digest)
        return _renamed(partial, folder)
    except (OSError, duckdb.Error) as fault:
        raise StorageError(
            f"{_place(folder, root)} cannot be written: {_reason(fault)}; {_REMEDY}"
        ) from fault
    finally:
        shutil.rmtree(partial, ignore_errors=True)


_REMEDY = "free some space, or choose another folder with --out"


def _write_files(folder: Path, record: Record, digest: str) -> None:
    """Write every file of the folder."""
    (folder / "scenario.yaml").write_text(record.text, encoding="utf-8")
    _write_json(folder / "resolved.json", record.resolved)
    write_replications(folder / "replications.parquet", record.combinations)
    write_curves(folder / "curves.parquet", record.combinations)
    with (folder / "comparisons.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(ComparisonRow._fields)
        writer.writerows(record.comparisons)
    _write_json(folder / "provenance.json", _provenance(record, digest))


def _provenance(record: Record, digest: str) -> dict[str, Any]:
    """Return where the numbers come from."""
    return {
        "schema": SCHEMA,
        "scenario": record.scenario,
        "seed": record.seed,
        "replications": record.replications,
        "engine": record.engine,
        "command": list(record.command),
        "started": record.started.isoformat(),
        "ended": record.ended.isoformat(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "versions": {name: _version(name) for name in LIBRARIES},
        "requests": record.requests,
        "rows": record.rows,
        "levers": list(record.levers),
        "combinations": [
            {
                "name": one.name,
                "labels": list(one.labels),
                "chance": one.chance,
                "fingerprints": [f"{fingerprint:016x}" for fingerprint in one.fingerprints],
            }
            for one in record.combinations
        ],
        "hash": digest,
        **record.extra,
    }


def _version(library: str) -> str | None:
    """Return a library's version, None where it is not installed."""
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def _renamed(partial: Path, folder: Path) -> Path:
    """Give the folder its name, with a number where the same run was finished in the same second."""
    for number in range(1, 1000):
        target = folder if number == 1 else folder.with_name(f"{folder.name}-{number}")
        if target.exists():
            continue
        return partial.rename(target)
    raise FileExistsError(f"{folder.name} exists 999 times")


def _place(folder: Path, root: Path) -> str:
    """Return the folder to name in a message: the results folder itself where nothing can be made in it."""
    return str(folder.parent if folder.parent.exists() else root)


def _reason(fault: OSError | duckdb.Error) -> str:
    """Return why, in the system's words."""
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror.lower()
    return str(fault).splitlines()[0]


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run folder, opened for reading."""

    folder: Path
    provenance: dict[str, Any]

    @property
    def combinations(self) -> list[str]:
        """Names of the combinations, in order."""
        return [one["name"] for one in self.provenance["combinations"]]

    def text(self) -> str:
        """Return the scenario as written."""
        return (self.folder / "scenario.yaml").read_text(encoding="utf-8")

    def resolved(self) -> dict[str, Any]:
        """Return the resolved scenario."""
        return _read_json(self.folder / "resolved.json")

    def values(self, combination: str, measure: str, scope: str = "total") -> Array:
        """Return a measure by replication, NaN where it was absent."""
        found = query(
            self.folder / "replications.parquet",
            "replication, value",
            "combination = ? AND measure = ? AND scope = ?",
            combination, measure, scope,
        )  # fmt: skip
        values = np.full(int(self.provenance["replications"]), np.nan)
        values[found["replication"]] = found["value"]
        return values

    def curve(self, combination: str, kind: str, stock: str) -> tuple[Array, Array]:
        """Return a curve's x and y."""
        found = query(
            self.folder / "curves.parquet",
            "x, y",
            "combination = ? AND kind = ? AND stock = ?",
            combination, kind, stock,
        )  # fmt: skip
        return cast(Array, found["x"]), cast(Array, found["y"])

    def comparisons(self) -> list[ComparisonRow]:
        """Return the paired differences to the baseline."""
        with (self.folder / "comparisons.csv").open(newline="", encoding="utf-8") as file:
            return [_comparison(row) for row in csv.DictReader(file)]


def read_run(folder: Path) -> StoredRun:
    """Open a run folder; raises StorageError where it is none, is not whole, or is newer than this program."""
    path = folder / "provenance.json"
    if folder.name.endswith(".partial") or not path.is_file():
        raise StorageError(f"{folder} is not a finished run; give a folder that holds provenance.json")
    provenance = _read_json(path)
    if provenance.get("schema", 0) > SCHEMA:
        raise StorageError(
            f"{folder} is of schema {provenance['schema']} and this program reads up to {SCHEMA}; update backorder-sim"
        )
    return StoredRun(folder, provenance)


def _read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise StorageError(f"{path} cannot be read: {fault}; simulate the scenario again") from fault


def _comparison(row: dict[str, str]) -> ComparisonRow:
    """Turn a line of text into numbers."""
    return ComparisonRow(
        row["measure"],
        row["scope"],
        row["combination"],
        row["baseline"],
        float(row["mean"]),
        float(row["half_width"]) if row["half_width"] else None,
        int(row["n"]),
        row["verdict"],
        float(row["wins"]) if row.get("wins") else None,
    )


def command_line() -> tuple[str, ...]:
    """Return the command that this process was started with."""
    return tuple(sys.argv)


def now() -> datetime:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
