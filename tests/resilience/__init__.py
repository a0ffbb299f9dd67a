"""Nothing recorded is ever lost: kills, faults, damage, hostile files, input and terminals.

What CI runs is a sample. The long forms are one command each, and print a line of totals:

    LG_GUARD_KILLS=1000 pytest tests/resilience/test_kills.py -n0 -s
    LG_GUARD_SIGNALS=1000 pytest tests/resilience/test_endings.py -n0 -s
    LG_GUARD_FUZZ=100000 pytest tests/resilience/test_monkey.py -n0 -s
    LG_GUARD_SEQUENCES=1000000 pytest tests/test_terminal_input.py -n0 -s -k random
    LG_GUARD_FUZZ=100000 pytest tests/resilience/test_damaged_files.py tests/resilience/test_machine.py -n0 -s
"""

import os


def times(variable: str, usual: int, share: float = 1.0) -> int:
    """How often to do something: what the environment asks for, times a share of it, else the usual."""
    asked = os.environ.get(variable)
    return max(1, round(int(asked) * share)) if asked else usual
