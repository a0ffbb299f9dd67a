"""A key that is held answers once, whatever its keyboard repeats like; one that is pressed again counts again."""

from collections.abc import Iterable

import pytest

from linkedin_guard.faces.tui.presses import FIRST, REPEATS, TWICE, Press, Presses

DELAYS = (0.0, 0.03, 0.2, 0.25, 0.4, 0.5, 0.66, 1.0)
"""After how many seconds keyboards repeat a key that is held: what systems begin with, and what can be set."""

RATES = (0.0, 0.011, 0.03, 0.04, 0.09)
"""And after how many seconds once more."""


def done(keys: Iterable[tuple[str, float]]) -> list[str]:
    """What is done for these keys, each at its time, in the end: the wizard's part of waiting is played here."""
    presses, acts = Presses(), list[str]()
    due = 0.0

    def silence(until: float) -> None:
        if presses.waiting is not None and until > due:
            if presses.waiting.counts:
                acts.append(presses.waiting.key)
            presses.done()

    for key, at in keys:
        silence(at)
        if presses.waiting is not None and presses.waiting.key != key:
            acts.append(presses.waiting.key)
            presses.done()
        match presses.press(key, at):
            case Press.COUNTS:
                acts.append(key)
            case Press.WAITS:
                assert presses.waiting is not None
                due = at + presses.waiting.patience
    silence(float("inf"))
    return acts


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("times", [3, 4, 20, 200])
def test_a_key_that_is_held_counts_once(delay: float, rate: float, times: int) -> None:
    held = [("3", 0.0), *(("3", delay + rate * at) for at in range(times - 1))]
    assert done(held) == ["3"]


@pytest.mark.parametrize("apart", [0.0, 0.05, 0.15, 0.29])
def test_twice_within_a_moment_counts_once_unless_another_key_follows(apart: float) -> None:
    assert apart < TWICE
    twice = [("3", 0.0), ("3", apart)]
    assert done(twice) == ["3"]
    assert done([*twice, ("1", apart + 0.05)]) == ["3", "3", "1"], "typed ahead by somebody who knows the way"


@pytest.mark.parametrize("apart", [0.31, 0.4, 0.8, FIRST, 5.0])
@pytest.mark.parametrize("times", [2, 5])
def test_pressed_again_it_counts_again(apart: float, times: int) -> None:
    assert done([("3", apart * at) for at in range(times)]) == ["3"] * times


@pytest.mark.parametrize("apart", [0.0, 0.03, 0.2, 1.0])
def test_other_keys_all_count(apart: float) -> None:
    keys = "1234567812345u2u3"
    assert done([(key, apart * at) for at, key in enumerate(keys)]) == list(keys)


def test_after_it_was_held_a_key_counts_again() -> None:
    held = [("3", 0.0), *(("3", 0.5 + 0.03 * at) for at in range(30))]
    let_go = held[-1][1]
    assert done([*held, ("3", let_go + 0.4)]) == ["3", "3"]
    assert done([*held, ("1", let_go + 0.1), ("3", let_go + 0.2)]) == ["3", "1", "3"]


def test_nobody_waits_long() -> None:
    assert REPEATS <= 0.1
    assert TWICE <= 0.3
