"""How much of the processors other programs used meanwhile: the noise that no number of rounds takes away."""

import os
import resource
from pathlib import Path

STAT = Path("/proc/stat")
QUIET = 0.05
"""The share of the processors' time up to which a machine is called quiet."""


class Bystanders:
    """Everything on this machine but the benchmarks, from now on."""

    def __init__(self) -> None:
        self._before = _counted()

    def share(self) -> float | None:
        """The share of all processors' time that they used so far; None where the system does not tell."""
        if self._before is None or (now := _counted()) is None:
            return None
        whole, idle, own = (after - before for after, before in zip(now, self._before, strict=True))
        return max(0.0, whole - idle - own) / whole if whole else 0.0


def _counted() -> tuple[float, float, float] | None:
    """Seconds of all processors together, seconds idle, and seconds of this process and all that it started."""
    if not STAT.exists():
        return None
    # Of the columns, the last two are counted in the first two already; the fourth and fifth are idle.
    ticks = [int(each) for each in STAT.read_text("utf-8").splitlines()[0].split()[1:9]]
    second = os.sysconf("SC_CLK_TCK")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own = sum(each.ru_utime + each.ru_stime for each in used)
    return sum(ticks) / second, (ticks[3] + ticks[4]) / second, own


def said(share: float | None) -> str:
    """A sentence for the reader of the table."""
    if share is None:
        return "How busy the machine was with other programs is not known."
    used = f"Other programs used {100 * share:.0f} % of the processors meanwhile"
    if share <= QUIET:
        return f"{used}: a quiet machine."
    return f"{used}: no quiet machine, so go by memory and processor time, and not by the times, least of all of keys."
