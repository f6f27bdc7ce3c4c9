"""`run` and `compare` from the command line: what is printed where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from model.storage import read_run
from tests.conftest import ROOT, Finished, RunPython, press_ctrl_c

SHOP = str(ROOT / "tests" / "experiment" / "shop.yaml")
QUICK = ("--engine", "reference", "--workers", "1", "--replications", "4")


@pytest.fixture(scope="module")
def compared(run_python: RunPython, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, Path]:
    """Return `compare` of the small shop on 80 columns, and its results folder."""
    out = tmp_path_factory.mktemp("results")
    done = run_python("simulate.py", "compare", SHOP, *QUICK, "--out", str(out), COLUMNS="80")
    return done, out


def saved_in(done: Finished) -> Path:
    """Return the run folder named on standard error."""
    found = re.search(r"saved in (.+)", done.stderr)
    assert found is not None, done.stderr
    return Path(found[1])


def test_the_comparison_ends_with_a_sentence(compared: tuple[Finished, Path]) -> None:
    """The table has a row a distinct combination, says what is the same, and ends with what to do."""
    done, _ = compared
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "lost-sales silent (baseline)" in text
    assert "exactly the same with fixed and pipeline" in text
    assert "Served within" in text and "Customers lost" in text
    assert re.search(r"(Choose|No combination is) .+\.$", text)


def test_the_table_fits_eighty_columns_and_has_no_colours(compared: tuple[Finished, Path]) -> None:
    """Piped output has no line over the width asked for, and no escape codes."""
    done, _ = compared
    assert [line for line in done.stdout.splitlines()[3:] if len(line) > 80] == []
    assert "\x1b" not in done.stdout + done.stderr


def test_the_run_folder_is_named_and_whole(compared: tuple[Finished, Path]) -> None:
    """Standard error names the folder, which reads back with the same differences."""
    done, out = compared
    folder = saved_in(done)
    assert folder.is_relative_to(out)
    run = read_run(folder)
    assert run.text() == Path(SHOP).read_text()
    assert len(run.combinations) == 6
    assert {row.verdict for row in run.comparisons()} <= {"better", "worse", "cannot tell", "same"}
    assert "saved in" not in done.stdout


def test_few_replications_are_told(compared: tuple[Finished, Path]) -> None:
    """Below thirty replications a line under the table says what the intervals rest on."""
    assert "From fewer than 30 replications (4 here) an interval holds only" in " ".join(
        compared[0].stdout.split()
    )


def test_run_plays_a_combination_by_its_name(run_python: RunPython, tmp_path: Path) -> None:
    """`--combination` takes the name that compare prints, and gives its numbers; else it tells the nearest."""
    compared = run_python("simulate.py", "compare", SHOP, *QUICK, "--out", str(tmp_path), "--json")
    means = {one["combination"]: one["mean"] for one in json.loads(compared.stdout)["measures"]
             if (one["name"], one["scope"]) == ("lost_total", "total")}  # fmt: skip
    for name in ("open / fixed", "lost-sales / silent"):
        done = run_python(
            "simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--json", "--combination", name
        )
        [lost] = [one["mean"] for one in json.loads(done.stdout)["measures"]
                  if (one["name"], one["scope"]) == ("lost_total", "total")]  # fmt: skip
        assert lost == means[name]
    done = run_python(
        "simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--combination", "open / fixd"
    )
    assert done.returncode == 2
    assert "compare: there is no combination `open / fixd`; did you mean `open / fixed`?" in done.stderr


def test_the_object_of_compare(run_python: RunPython, tmp_path: Path) -> None:
    """--json prints one object: combinations with their labels, measures of each, differences and advice."""
    done = run_python("simulate.py", "compare", SHOP, *QUICK, "--out", str(tmp_path), "--json", "--timing")
    told = json.loads(done.stdout)
    assert (told["schema"], told["command"], told["seed"], told["replications"]) == (1, "compare", 11, 4)
    assert told["combinations"][4] == {
        "name": "open / fixed",
        "labels": {"back_orders": "open", "communication": "fixed"},
        "baseline": False,
        "same_as": None,
    }
    assert set(told["measures"][0]) == {
        "combination", "name", "scope", "mean", "half_width", "unit", "better", "n", "p5", "p95",
    }  # fmt: skip
    assert {one["name"] for one in told["differences"]} >= {"lost_total", "churned_by_service"}
    assert all(0.0 <= one["wins"] <= 1.0 for one in told["differences"])
    assert told["performance"]["requests"] > 0 and told["performance"]["seconds"] > 0
    assert told["advice"].endswith(".")
    assert told["hash"] == read_run(saved_in(done)).provenance["hash"]


def test_the_object_of_run_and_its_trace(run_python: RunPython, tmp_path: Path) -> None:
    """`run --json --trace`: measures by name and scope, and everything that happened in replication 0."""
    done = run_python("simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--json", "--trace")
    told = json.loads(done.stdout)
    found = {(one["name"], one["scope"]): one for one in told["measures"]}
    assert found["lost_total", "total"]["n"] == 4
    assert found["lost_total", "total"]["better"] == "lower"
    assert found["wait_back_ordered", "total"]["unit"] == "day"
    assert ("lost_total", "segment:customers.fans") in found
    assert ("promise_kept", "total") not in found
    assert "performance" not in told
    lines = (saved_in(done) / "trace.csv").read_text().splitlines()
    assert lines[0] == "time,tick,kind,entity,subject,quantity,x,y,z"
    kinds = {line.split(",")[2] for line in lines[1:]}
    assert {"ordered", "received", "back_ordered", "served_late"} <= kinds


def test_nothing_good_that_never_happened_is_hidden(run_python: RunPython, tmp_path: Path) -> None:
    """Dates a minute away are never kept: no promise is, in any replication, and the table says 0 %."""
    told = "retailers.north.communication={promise: fixed, days: 0.001}"
    done = run_python("simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--set", told)
    assert done.returncode == 0, done.stderr
    [kept] = [line.split() for line in done.stdout.splitlines() if line.split()[-1:] == ["promise_kept"]]
    assert kept[-4:] == ["0", "±0", "%", "promise_kept"]


def test_the_tables_of_run(run_python: RunPython, tmp_path: Path) -> None:
    """`run` prints the headlines first, each measure with the name that files and --json use."""
    done = run_python(
        "simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--set", "title=Other words"
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Other words"
    assert lines[lines.index("Headlines") + 1].split()[-1] == "served_within(2)"
    assert any(line.split()[-1:] == ["wait_back_ordered"] for line in lines)
    assert not any("nan" in line.lower().split() for line in lines)


def test_single_replications_are_told_where_they_are_asked_for(run_python: RunPython, tmp_path: Path) -> None:
    """With --spread, `run` gives every number its tails and `compare` how often each combination beats the baseline."""
    done = run_python("simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--spread")
    [line] = [line for line in done.stdout.splitlines() if line.split()[-1:] == ["fill_rate"]]
    assert re.search(r"%  +\d+ to \d+ +fill_rate$", line)
    done = run_python("simulate.py", "compare", SHOP, *QUICK, "--out", str(tmp_path), "--spread")
    line = next(line for line in done.stdout.splitlines() if re.match("open +fixed .* to ", line))
    assert re.search(r"\d to \d+ +\d+ %", line)
    assert "a tie counts half" in " ".join(done.stdout.split())


def test_run_tells_what_became_of_a_wait(run_python: RunPython, tmp_path: Path) -> None:
    """At once, after 2 and after 5 days all units asked for are somewhere; where nobody waits, no table."""
    arguments = ("simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path))
    lines = run_python(*arguments).stdout.splitlines()
    rows = [line for line in lines if re.match(r"(at once|after [25] days) +[\d. ]+$", line)]
    numbers = [[float(text) for text in re.findall(r"\d+\.\d", row)] for row in rows]
    assert [len(row) for row in numbers] == [3, 3, 3]  # the shop cancels nothing
    assert [sum(row) for row in numbers] == pytest.approx([100.0] * 3, abs=0.11)
    assert numbers[0][0] <= numbers[1][0] <= numbers[2][0]
    nobody_waits = run_python(*arguments, "--combination", "lost-sales / silent").stdout
    assert "Still waiting" not in nobody_waits and "at once" in nobody_waits


def test_seed_0_is_a_seed(run_python: RunPython, tmp_path: Path) -> None:
    """--seed 0 is used, and is not the scenario's own seed."""
    arguments = ("simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path), "--json")
    zero = json.loads(run_python(*arguments, "--seed", "0").stdout)
    own = json.loads(run_python(*arguments).stdout)
    assert (zero["seed"], own["seed"]) == (0, 11)
    assert zero["measures"] != own["measures"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "no-such.yaml"), "no-such.yaml"),
        (("compare", SHOP, "--replications", "0"), "0 is not in the range 1<=x<=1000000"),
        (("compare", SHOP, "--workers", "none"), "'none' is not a valid integer"),
        (("run", SHOP, "--engine", "quantum"), "'quantum' is not one of"),
        (("run", SHOP, "--set", "time.horizn=3"), "horizn"),
        (("run",), "Missing argument 'FILE'"),
        (("rum", SHOP), "No such command 'rum'"),
    ],
)
def test_bad_usage_exits_with_2_and_one_message(
    run_python: RunPython, arguments: tuple[str, ...], told: str
) -> None:
    """A slip of the pen is told in words with its value; there is no traceback and nothing on standard output."""
    done = run_python("simulate.py", *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_results_folder_that_is_a_file(run_python: RunPython, tmp_path: Path) -> None:
    """The result is still printed; that it could not be kept is one sentence, and exit code 2."""
    (tmp_path / "taken").write_text("")
    done = run_python("simulate.py", "run", SHOP, *QUICK, "--out", str(tmp_path / "taken"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr and "--out" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Headlines" in done.stdout


def in_shell(redirection: str, *arguments: str) -> Finished:
    """Run a command with an output that a shell redirects."""
    command = shlex.join([sys.executable, "simulate.py", *arguments])
    return subprocess.run(
        ["sh", "-c", f"{command} {redirection}"],
        cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_what_is_kept_of_a_run_that_cannot_be_told(tmp_path: Path) -> None:
    """On a full standard output a run is kept, and its folder named; without a folder nothing is said to be."""
    kept = in_shell("> /dev/full", "run", SHOP, *QUICK, "--out", str(tmp_path / "results"))
    assert kept.returncode == 2
    told = re.fullmatch(
        r"standard output cannot be written \(No space left on device\); the run itself is kept in (.+)\n",
        kept.stderr,
    )
    assert told is not None, kept.stderr
    assert read_run(Path(told[1])).combinations
    (tmp_path / "taken").write_text("")
    lost = in_shell("> /dev/full", "run", SHOP, *QUICK, "--out", str(tmp_path / "taken"))
    assert lost.returncode == 2
    assert "(No space left on device); nothing is kept: " in lost.stderr and "--out" in lost.stderr
    assert "is kept in" not in lost.stderr and len(lost.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("command", [("validate", SHOP), ("resolve", SHOP), ("schema",)])
def test_a_full_standard_output_is_told(command: tuple[str, ...]) -> None:
    """What cannot be printed is one sentence and exit code 2, not a traceback."""
    done = in_shell("> /dev/full", *command)
    assert done.returncode == 2
    assert done.stderr == "standard output cannot be written (No space left on device)\n"


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes outputs")
def test_a_closed_output_is_one_that_nobody_reads(tmp_path: Path) -> None:
    """Without a standard output a run is kept as ever; without a standard error the table holds no other line."""
    arguments = ("run", SHOP, *QUICK, "--out", str(tmp_path))
    unread = in_shell(">&-", *arguments)
    assert unread.returncode == 0, unread.stderr
    assert read_run(saved_in(unread)).combinations
    silent, usual = in_shell("2>&-", *arguments), in_shell("", *arguments)
    assert (silent.returncode, silent.stdout) == (0, usual.stdout)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a POSIX signal")
@pytest.mark.parametrize(("engine", "workers"), [("reference", "1"), ("reference", "2"), ("compiled", "2")])
def test_ctrl_c_ends_a_run_and_leaves_no_folder(tmp_path: Path, engine: str, workers: str) -> None:
    """A run of a million replications exits with 130, says so, and leaves nothing that looks like a result."""
    command = [
        sys.executable, "simulate.py", "run", SHOP, "--engine", engine, "--workers", workers,
        "--replications", "1000000", "--out", str(tmp_path),
    ]  # fmt: skip
    code, out, errors = press_ctrl_c(command, after=3.0)  # well into it; where it is not, the same must hold
    assert code == 130
    assert "stopped" in errors and "Traceback" not in errors
    assert out == ""
    assert list(tmp_path.rglob("*")) == []
