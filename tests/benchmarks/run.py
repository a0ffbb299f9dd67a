"""What one run of a program came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Times are in seconds, memory is in bytes.

    `whole` is from the start to the end, `page` from the start to the first page, `leaving` from the key that leaves to
    the end; a command that opens no window has no page. `cpu` is the processor time of the whole run, in the program
    and in the system for it; `memory` is the most it ever held. `keys` has how long each key took until all that came
    of it was to be seen, by what the key is called.
    """

    whole: float
    cpu: float
    memory: int
    page: float = 0.0
    leaving: float = 0.0
    keys: Mapping[str, list[float]] = field(default_factory=dict)
