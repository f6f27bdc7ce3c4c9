"""The last sentence: what to do, in plain words, no more certain than the replications allow."""

from __future__ import annotations

from .comparison import Best, Comparison, Difference
from .wording import MOST_NAMES, change, listed


def advice(comparison: Comparison) -> str:
    """Return one or two sentences that someone can act on."""
    distinct = [one.name for one in comparison.combinations if one.same_as is None]
    if len(distinct) == 1:
        return "Whatever is chosen, exactly the same happens in every replication: choose the cheapest."
    if comparison.replications < 2:
        return "One replication cannot tell anything apart: ask for more with --replications."
    if not comparison.best:
        return "Nothing was asked for, so there is nothing to tell apart."
    on_all = [name for name in comparison.best[0].names if all(name in one.names for one in comparison.best)]
    if not on_all:
        return f"{_trade_off(comparison)} {_earning(comparison, None)}".strip()
    leader = min(on_all, key=lambda name: sum(one.names.index(name) for one in comparison.best))
    told = (_choice(comparison, leader, on_all), _effect(comparison, leader), _earning(comparison, leader))
    return " ".join(sentence for sentence in told if sentence)


def _choice(comparison: Comparison, leader: str, on_all: list[str]) -> str:
    """Say what to choose where some combination may be best at everything."""
    runs = comparison.replications
    distinct = sum(one.same_as is None for one in comparison.combinations)
    if len(on_all) == distinct:
        return (
            f"No combination is shown to be better than another on these headlines in {runs} replications: "
            f"keep {comparison.baseline}, or ask for more replications. {_beyond(comparison)}"
        ).strip()
    if len(on_all) == 1:
        alone = [one for one in comparison.best if one.names == (leader,)]
        if len(alone) == len(comparison.best):
            return f"Choose {leader}: it is best at {listed([_lower(one) for one in alone])}, with 95 % confidence."
        tied = [_lower(one) for one in comparison.best if one.names != (leader,)]
        return f"Choose {leader}: nothing is shown to beat it, though others may match it at {listed(tied)}."
    if len(on_all) > MOST_NAMES:
        return (
            f"Choose {leader}: nothing is shown to beat it, but {runs} replications cannot tell it from "
            f"{len(on_all) - 1} others (ask for more with --replications). {_in_common(comparison, on_all)}"
        ).strip()
    others = [name for name in on_all if name != leader]
    return (
        f"Choose {leader}, or {listed(others, 'or')}: {runs} replications cannot tell them apart, "
        f"and nothing is shown to beat them."
    )


def _in_common(comparison: Comparison, names: list[str]) -> str:
    """Say lever by lever what combinations have in common; nothing where every alternative is among them."""
    among = [one for one in comparison.combinations if one.name in names or one.same_as in names]
    taken: list[str] = []
    free: list[str] = []
    for place, lever in enumerate(comparison.levers):
        there = dict.fromkeys(one.labels[place] for one in among)
        if len(there) == len({one.labels[place] for one in comparison.combinations}):
            free.append(lever.replace("_", " "))
        else:
            taken.append(f"{listed(list(there), 'or')} ({lever.replace('_', ' ')})")
    every = f"; every alternative of {listed(free)} is among them" if free else ""
    return f"All of them take {listed(taken)}{every}." if taken else ""


def _beyond(comparison: Comparison) -> str:
    """Say who is shown better than the baseline at most of what is judged beside the headlines, money told apart."""
    told = {one.measure for one in (*comparison.best, comparison.earning) if one is not None}
    better: dict[str, list[str]] = {}
    for one in comparison.differences:
        if one.verdict == "better" and one.measure not in told:
            better.setdefault(one.combination, []).append(_changed(comparison, one))
    if not better:
        return ""
    most = max(better, key=lambda name: len(better[name]))
    return f"Beside them, {most} is shown better in {listed(better[most])}."


def _trade_off(comparison: Comparison) -> str:
    """Say that there is a choice to make, and between what."""
    speaks_for: dict[tuple[str, ...], list[str]] = {}
    for one in comparison.best:
        speaks_for.setdefault(one.names, []).append(_lower(one))
    choices = [
        f"{listed(titles)} {'speaks' if len(titles) == 1 else 'speak'} for {_some(names)}"
        for names, titles in speaks_for.items()
    ]
    most = max(speaks_for, key=lambda names: len(speaks_for[names]))
    rival = next((name for name in most if name != comparison.baseline), None)
    effect = "" if rival is None else _effect(comparison, rival)
    return f"No combination is best at everything: {'; '.join(choices)}. {effect}".strip()


def _some(names: tuple[str, ...]) -> str:
    """Return up to three names that may be best."""
    first, *others = names
    if not others:
        return first
    told = listed(others, "or") if len(others) < 3 else f"{len(others)} others"
    return f"{first} (not told apart from {told})"


def _effect(comparison: Comparison, leader: str) -> str:
    """Return what the leader does against the baseline, where something is certain."""
    if leader == comparison.baseline:
        return ""
    told = [(one, comparison.difference(leader, one.measure)) for one in comparison.best]
    parts = [
        f"{_lower(one)} by {change(difference.mean, difference.half_width, difference.unit)}"
        for one, difference in told
        if difference is not None and difference.verdict in ("better", "worse")
    ]
    gained = f"Taking {leader} instead of {comparison.baseline} changes {listed(parts)}." if parts else ""
    return f"{gained} {_price(comparison, leader)}".strip()


def _price(comparison: Comparison, leader: str) -> str:
    """Return what the leader is shown to do worse than the baseline, beyond the headlines: profit above all."""
    headlines = {one.measure for one in comparison.best}
    worse = [
        _changed(comparison, one)
        for one in comparison.differences
        if one.combination == leader and one.verdict == "worse" and one.measure not in headlines
    ]
    return f"It is shown worse in {listed(worse)}." if worse else ""


def _changed(comparison: Comparison, one: Difference) -> str:
    """Return what a difference says: the measure within a sentence, and by how much."""
    measures = comparison.combination(one.combination).measures
    title = next(told.title for told in measures if (told.name, told.scope) == (one.measure, one.scope))
    return f"{title[0].lower()}{title[1:]} by {change(one.mean, one.half_width, one.unit)}"


def _earning(comparison: Comparison, leader: str | None) -> str:
    """Say which combination profit speaks for, where it can be told, and whether it is the leader."""
    one = comparison.earning
    distinct = sum(other.same_as is None for other in comparison.combinations)
    if one is None or len(one.names) == distinct:
        return ""
    if leader in one.names:
        return f"Nothing is shown to beat it at {_lower(one)}."
    word = "But " if leader is not None else ""
    return f"{word}{_lower(one) if word else one.title} speaks for {_some(one.names)}."


def _lower(one: Best) -> str:
    """Return a measure's title within a sentence."""
    return one.title[0].lower() + one.title[1:]
