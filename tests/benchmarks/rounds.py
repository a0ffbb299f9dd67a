"""The scenes in turn, round by round, so that what the machine does meanwhile meets them all alike."""

import random
import sys
from collections.abc import Callable, Collection, Mapping

from benchmarks.run import Run

Scenes = Mapping[str, Callable[[], Run]]


def in_turn(scenes: Scenes, rounds: int, optional: Collection[str] = ()) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Run each once a round, in another order each round; what is before the first round warms up.

    An optional scene that fails is left out from then on: the second result says why. Of any other it is an error.
    """
    found: dict[str, list[Run]] = {name: [] for name in scenes}
    failed: dict[str, str] = {}
    for number in range(rounds + 1):
        names = list(found)
        random.Random(number).shuffle(names)
        for name in names:
            try:
                run = scenes[name]()
            except RuntimeError as fault:
                if name not in optional:
                    raise
                failed[name] = str(fault).partition("\n")[0]
                del found[name]
                continue
            if number:
                found[name].append(run)
        print(f"\rround {number} of {rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found, failed
