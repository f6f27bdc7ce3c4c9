"""Things a reader must know before believing a table are told under it."""

from __future__ import annotations

from pathlib import Path

from model.scenario import load

VALID = Path(__file__).parents[1] / "scenarios" / "valid"


def test_a_set_that_every_alternative_replaces_is_told() -> None:
    """--set on a field that a compared lever owns changes nothing, and the notes say so; elsewhere they do not."""
    owned = load(VALID / "console_launch.yaml", ["retailers.*.back_orders={offer: none}"])
    assert any("every alternative of lever back_orders replaces it" in note for note in owned.notes)
    free = load(VALID / "console_launch.yaml", ["time.horizon=200"])
    assert not any("replaces it" in note for note in free.notes)


def test_harm_of_waiting_alone_is_told() -> None:
    """A preset that charges delays only makes lost sales harmless to loyalty, and the notes say so."""
    told = load(VALID / "console_launch.yaml", ["customers.fans.loyalty={preset: bhan-anderson-2023}"])
    assert any("being turned away or giving up cannot" in note for note in told.notes)
    charged = (
        "customers.fans.loyalty={preset: bhan-anderson-2023, not_offered: 0.05, refused: 0.05, reneged: 0.05}"
    )
    assert not any("turned away" in note for note in load(VALID / "console_launch.yaml", [charged]).notes)
